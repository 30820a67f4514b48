import { ArgumentError, Sandbox, type SandboxOptions } from "@kobako/host";
import { type ConfigureTenant, TenantSandboxes } from "@kobako/host/http";
import type { Request } from "express";

/** One Sandbox per tenant. */
export interface TenantSource {
  /** Whom a request is for; nobody is refused with 403. Put authentication in front: the key is trusted. */
  readonly tenant: (request: Request) => string | null | undefined | Promise<string | null | undefined>;
  /** Makes a tenant's Sandbox, the first time it is needed; a tenant for whom it makes none is refused with 403. */
  readonly configure: ConfigureTenant;
  /** How many Sandboxes are kept; the least recently used goes first. Default 1 000. */
  readonly max?: number;
}

/** Where a request's Sandbox comes from: the same for all, or its tenant's. */
export type SandboxSource = { readonly sandbox: Sandbox | SandboxOptions } | TenantSource;

/** Finds the Sandbox of a request. */
export type FindSandbox = (request: Request) => Sandbox | Promise<Sandbox>;

/** @throws TypeError, ArgumentError for a source that is none, or two */
export function findSandboxIn(source: object): FindSandbox {
  const { sandbox, tenant, configure, max } = source as Partial<TenantSource> & { sandbox?: unknown };
  if (sandbox !== undefined) {
    if (tenant !== undefined || configure !== undefined || max !== undefined)
      throw new ArgumentError("give a sandbox, or tenant and configure (and max), not both");
    const shared = sandbox instanceof Sandbox ? sandbox : new Sandbox(sandbox as SandboxOptions);
    return () => shared;
  }
  if (typeof tenant !== "function" || configure === undefined)
    throw new TypeError("give a sandbox, or tenant and configure");
  const tenants = new TenantSandboxes(max === undefined ? { configure } : { configure, max });
  return async (request) => tenants.get(await tenant(request));
}
