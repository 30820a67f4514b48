/**
 * Why the runtime ended an invocation before the guest did.
 *
 * - `timeout`, `memory`, `fuel`: the cap of that name in `Limits`.
 * - `aborted`: the caller's `AbortSignal`.
 * - `budget`: a cap that the dispatch callback keeps (calls, Handles); `data` is whatever it passed.
 * - `engine`: the guest broke down or broke the ABI: an out-of-bounds access, a lying pointer, no outcome.
 */
export type TrapKind = "timeout" | "memory" | "fuel" | "aborted" | "budget" | "engine";

/** What ended an invocation early. */
export interface Trap {
  /** Which limit, or `engine`. */
  readonly kind: TrapKind;
  /** One sentence for people; never holds guest data. */
  readonly message: string;
  /** The engine's or the dispatch callback's own error, where there was one. */
  readonly cause?: unknown;
  /** What the dispatch callback attached to its `TrapSignal`. */
  readonly data?: unknown;
}

/**
 * Thrown by a dispatch callback to end the whole invocation instead of answering the Request.
 * It unwinds the guest as an engine exception, which guest code cannot catch.
 */
export class TrapSignal extends Error {
  /** What the invocation ends in. */
  readonly trap: Trap;

  constructor(trap: Trap) {
    super(trap.message);
    this.name = "TrapSignal";
    this.trap = trap;
  }
}
