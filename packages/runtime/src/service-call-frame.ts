import type { Activity } from "./activity.ts";
import type { ServiceCall } from "./invocation.ts";

/** How a frame reaches the guest's block; `Instance` implements it. */
export interface BlockRunner {
  runBlock(args: Uint8Array): Uint8Array;
  runBlockSuspending(args: Uint8Array): Promise<Uint8Array>;
}

/** A block was called when the guest could not run it. Our caller's mistake, so it carries no guest data. */
export class BlockCallError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BlockCallError";
  }
}

/**
 * One Service call that the guest waits for. Frames nest strictly: only the innermost one may run its block, and one
 * run of a block at a time, because all of them share the guest's C stack.
 */
export class ServiceCallFrame implements ServiceCall {
  readonly canSuspend: boolean;
  readonly outer: ServiceCallFrame | undefined;
  readonly #activity: Activity;
  readonly #runner: BlockRunner;
  #open = true;
  #running = false;
  /** The asynchronous runs of the block, one after the other. */
  #chain: Promise<unknown> | undefined;
  #suspended: (() => void) | undefined;

  constructor(activity: Activity, runner: BlockRunner) {
    this.#activity = activity;
    this.#runner = runner;
    this.canSuspend = activity.canSuspend;
    this.outer = activity.top;
    activity.top = this;
  }

  check(): void {
    this.#activity.check();
  }

  yieldToBlock(args: Uint8Array): Uint8Array {
    this.#requireTurn();
    this.#running = true;
    try {
      const answer = this.#runner.runBlock(args);
      this.#requireInnermost();
      return answer;
    } finally {
      this.#running = false;
    }
  }

  yieldToBlockAsync(args: Uint8Array): Promise<Uint8Array> {
    if (!this.canSuspend) {
      return Promise.reject(
        new BlockCallError("the block can only be called synchronously here: this guest cannot suspend"),
      );
    }
    // The guest must first be suspended at this very call; until then its stack is not free.
    this.#chain ??= new Promise<void>((resolve) => {
      this.#suspended = resolve;
    });
    const copy = args.slice();
    const result = this.#chain.then(() => this.#runSuspending(copy));
    this.#chain = result.catch(() => undefined);
    return result;
  }

  async #runSuspending(args: Uint8Array): Promise<Uint8Array> {
    this.#requireTurn();
    this.#running = true;
    try {
      const answer = await this.#runner.runBlockSuspending(args);
      this.#requireInnermost();
      return answer;
    } finally {
      this.#running = false;
    }
  }

  #requireTurn(): void {
    if (!this.#open || this.#activity.over || this.#activity.trap !== undefined)
      throw new BlockCallError("the block was called after its call had ended");
    if (this.#running || this.#activity.top !== this) {
      throw new BlockCallError("the block was called while the guest was busy with another call: await it first");
    }
  }

  /** A guest that leaves its block while a Service call in it is open has lost its way. */
  #requireInnermost(): void {
    if (this.#activity.top !== this)
      throw this.#activity.endWith("engine", "the guest left a block while a Service call in it was open");
  }

  /** The guest is suspended at this call: asynchronous runs of the block may start. */
  markSuspended(): void {
    this.#chain ??= Promise.resolve();
    this.#suspended?.();
  }

  /** Resolves when no asynchronous run of the block is left. */
  async drain(): Promise<void> {
    let seen: Promise<unknown> | undefined;
    while (seen !== this.#chain) {
      seen = this.#chain;
      await seen;
    }
  }

  /** The call has its answer, or its invocation has ended. */
  close(): void {
    this.#open = false;
    this.#activity.top = this.outer;
  }
}
