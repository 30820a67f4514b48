import type { RequestHandler } from "express";
import { tenantOf } from "./authenticate.ts";
import type { TenantLimits } from "./tenant-limits.ts";

/** Counts a request against its tenant's share, from now until it is answered or its client is gone. */
export function admit(limits: TenantLimits): RequestHandler {
  return (request, response, next) => {
    response.on("close", limits.enter(tenantOf(request).id));
    next();
  };
}
