import { KobakoHealthIndicator } from "@kobako/nest";
import { Controller, Get } from "@nestjs/common";
import { ApiOperation, ApiTags } from "@nestjs/swagger";
import { Public } from "./tenants/tenant.guard.ts";

/** For load balancers. */
@Controller("health")
@ApiTags("health")
export class HealthController {
  constructor(private readonly kobako: KobakoHealthIndicator) {}

  @Get()
  @Public()
  @ApiOperation({ summary: "Whether scripts run" })
  check(): Promise<object> {
    return this.kobako.check("kobako");
  }
}
