import { RefusedRequestError } from "@kobako/host/http";
import { LIMITS } from "../limits.ts";

/** Bounds what one tenant has evaluated at once: instances are few, and the other tenants want some too. */
export class TenantTurns {
  readonly #running = new Map<string, number>();

  /** @throws RefusedRequestError (429) */
  async run<Result>(tenant: string, work: () => Promise<Result>): Promise<Result> {
    const running = this.#running.get(tenant) ?? 0;
    if (running >= LIMITS.evaluations) throw new RefusedRequestError(429, { headers: { "Retry-After": "1" } });
    this.#running.set(tenant, running + 1);
    try {
      return await work();
    } finally {
      this.#leave(tenant);
    }
  }

  #leave(tenant: string): void {
    const left = (this.#running.get(tenant) ?? 1) - 1;
    if (left === 0) this.#running.delete(tenant);
    else this.#running.set(tenant, left);
  }
}
