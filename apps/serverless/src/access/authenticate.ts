import { RefusedRequestError } from "@kobako/host/http";
import type { Request, RequestHandler } from "express";
import type { Tenant, TenantStore } from "../store/tenant-store.ts";

const tenants = new WeakMap<Request, Tenant>();
const BEARER = /^Bearer ([\w-]{1,200})$/i;

/** Finds the tenant whose API key the request carries as a bearer token. No cookie does, so no other site can act for a visitor. */
export function authenticate(store: TenantStore): RequestHandler {
  return (request, _response, next) => {
    const key = BEARER.exec(request.headers.authorization ?? "")?.[1];
    const tenant = key === undefined ? undefined : store.findByKey(key);
    if (tenant === undefined) throw unauthenticated();
    tenants.set(request, tenant);
    next();
  };
}

/** The tenant of an authenticated request. */
export function tenantOf(request: Request): Tenant {
  const tenant = tenants.get(request);
  if (tenant === undefined) throw unauthenticated();
  return tenant;
}

function unauthenticated(): RefusedRequestError {
  return new RefusedRequestError(401, {
    title: "An API key is needed",
    detail: "send the header Authorization: Bearer <key>",
    headers: { "WWW-Authenticate": "Bearer" },
  });
}
