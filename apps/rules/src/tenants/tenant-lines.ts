import { setImmediate } from "node:timers/promises";
import { RefusedRequestError } from "@kobako/host/http";
import { LIMITS } from "../limits.ts";

interface Line {
  length: number;
  /** The turn of whoever came last. */
  last: Promise<unknown>;
}

/** Synchronous work: each tenant's waits in a line of its own, and the event loop turns before each, so that others get theirs. */
export class TenantLines {
  /** Of the tenants who have something to do. */
  readonly #lines = new Map<string, Line>();

  /** @throws RefusedRequestError (429) */
  async run<Result>(tenant: string, work: () => Result): Promise<Result> {
    const line = this.#lines.get(tenant) ?? { length: 0, last: Promise.resolve() };
    if (line.length >= LIMITS.line) throw new RefusedRequestError(429, { headers: { "Retry-After": "1" } });
    this.#lines.set(tenant, line);
    line.length += 1;
    line.last = line.last.then(() => setImmediate());
    try {
      await line.last;
      return work();
    } finally {
      line.length -= 1;
      if (line.length === 0) this.#lines.delete(tenant);
    }
  }
}
