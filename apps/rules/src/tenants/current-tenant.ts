import { Inject, Injectable, Scope } from "@nestjs/common";
import { REQUEST } from "@nestjs/core";
import type { Tenant } from "./tenants.ts";

/** Beside the requests and not on them, where a body or a header could never put one. */
const tenants = new WeakMap<object, Tenant>();

export function rememberTenant(request: object, tenant: Tenant): void {
  tenants.set(request, tenant);
}

/** The tenant that the request was made for, once `TenantGuard` has let it pass. */
@Injectable({ scope: Scope.REQUEST })
export class CurrentTenant {
  constructor(@Inject(REQUEST) private readonly request: object) {}

  /** @throws Error where no guard has been: better than rows of somebody */
  get id(): string {
    const tenant = tenants.get(this.request);
    if (tenant === undefined) throw new Error("this request has no tenant");
    return tenant.id;
  }
}
