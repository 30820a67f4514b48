import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from "@nestjs/common";
import { Reflector } from "@nestjs/core";
import { rememberTenant } from "./current-tenant.ts";
import { unknownTenant } from "./refuse-strangers.ts";
import { Tenants } from "./tenants.ts";

const PUBLIC = "rules:public";

/** Marks a route that needs no key. */
export const Public = (): MethodDecorator => SetMetadata(PUBLIC, true);

interface Asking {
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Finds out whom a request is from, by `Authorization: Bearer <key>`. */
@Injectable()
export class TenantGuard implements CanActivate {
  constructor(
    private readonly tenants: Tenants,
    private readonly reflector: Reflector,
  ) {}

  /** @throws RefusedRequestError (401) */
  canActivate(context: ExecutionContext): boolean {
    if (this.reflector.get<boolean | undefined>(PUBLIC, context.getHandler()) === true) return true;
    const request = context.switchToHttp().getRequest<Asking>();
    const tenant = this.tenants.byAuthorization(request.headers["authorization"]);
    if (tenant === undefined) throw unknownTenant();
    rememberTenant(request, tenant);
    return true;
  }
}
