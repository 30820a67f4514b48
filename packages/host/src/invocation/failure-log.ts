import type { Fault } from "@kobako/codec";

const KEPT = 32;

/** A failed Service call: what the script was told, and what only the host knows. */
export interface Failure {
  readonly fault: Fault;
  /** What the Service threw. */
  readonly cause: unknown;
  /** What the script called, such as `KV::Lookup.call`. */
  readonly subject: string | undefined;
}

/**
 * The latest failed Service calls of one invocation, so that the error in which it ends can carry the host's own error as its
 * `cause`. A script can fail millions of calls: only the last few are kept.
 */
export class FailureLog {
  #failures: Failure[] | undefined;
  #count = 0;

  /** How many calls failed. */
  get count(): number {
    return this.#count;
  }

  get latest(): Failure | undefined {
    return this.#failures?.at(-1);
  }

  add(fault: Fault, cause: unknown, subject: string | undefined): void {
    const failures = (this.#failures ??= []);
    if (failures.length === KEPT) failures.shift();
    failures.push({ fault, cause, subject });
    this.#count += 1;
  }

  /** The latest failure that told the script this. */
  find(type: unknown, message: string): Failure | undefined {
    return this.#failures?.findLast(({ fault }) => fault.type === type && fault.message === message);
  }
}
