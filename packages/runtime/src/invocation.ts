import type { Limits } from "./limits.ts";
import type { Setup } from "./setup.ts";

/** The guest export that an invocation enters. */
export type Entry = "eval" | "run" | "compile";

/** The sources of time and entropy that the guest sees: `hermetic` is constant, `permissive` is live. */
export type Profile = "hermetic" | "permissive";

/** What a dispatch callback may do while it answers one Request. */
export interface ServiceCall {
  /** Whether a Promise may be returned: false in a synchronous invocation and inside a synchronous block. */
  readonly canSuspend: boolean;
  /** Throws what ends the invocation when its time is over or its signal fired. For those who read a long Request. */
  check(): void;
  /**
   * Runs the block that the guest passed with this Request and returns its Yield response, at once.
   * The bytes are a view that dies with the next guest call.
   */
  yieldToBlock(args: Uint8Array): Uint8Array;
  /** The same on a suspendable stack: the block may call Services that return Promises. The bytes are a copy. */
  yieldToBlockAsync(args: Uint8Array): Promise<Uint8Array>;
}

/**
 * Answers one Request with one Response. `request` is a view of guest memory that dies when the callback returns;
 * the answer is copied at once. A Promise may be returned only when `call.canSuspend`.
 * A throw ends the invocation: a `TrapSignal` as the trap it carries, anything else as an `engine` trap.
 */
export type Dispatch = (request: Uint8Array, call: ServiceCall) => Uint8Array | Promise<Uint8Array>;

/** Everything that one invocation needs. */
export interface Invocation {
  /** Which export of the guest is called. */
  readonly entry: Entry;
  /** Copied into the guest before `invoke` returns control. */
  readonly payload: Uint8Array;
  /** The state that the entry starts from. */
  readonly setup: Setup;
  /** What bounds the invocation. */
  readonly limits: Limits;
  /** Where time and entropy come from. */
  readonly profile: Profile;
  /** Answers Service calls. */
  readonly dispatch: Dispatch;
  /** Milliseconds that the guest runs before the event loop gets a turn; asynchronous invocations only. Default 5. */
  readonly slice?: number | undefined;
  /** Ends the invocation in the trap `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Chunks as the guest writes them, within the cap; views that die when the callback returns. */
  readonly onStdout?: ((chunk: Uint8Array) => void) | undefined;
  /** The same for standard error. */
  readonly onStderr?: ((chunk: Uint8Array) => void) | undefined;
  /** Whether a Service of another invocation started this one: it then waits for no instance, or both could wait forever. */
  readonly nested?: boolean | undefined;
  /** Milliseconds to wait for a free instance; `null` or absent waits without a bound. */
  readonly queueTimeout?: number | null | undefined;
}
