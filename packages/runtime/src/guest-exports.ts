/** What a guest instance exports, typed. `guest.ts` has checked names and kinds; types come from SPEC section 8. */
export interface GuestExports {
  readonly memory: WebAssembly.Memory;
  readonly __stack_pointer: WebAssembly.Global<"i32">;
  readonly __kobako_fuel: WebAssembly.Global<"i32">;
  /** 1 once an entry returned; a trap or a wait leaves it as it was. */
  readonly __kobako_left: WebAssembly.Global<"i32">;
  readonly __kobako_alloc: (length: number) => number;
  readonly __kobako_setup: GuestEntry;
  readonly __kobako_eval: GuestEntry;
  readonly __kobako_run: GuestEntry;
  readonly __kobako_compile: GuestEntry;
  readonly __kobako_take_outcome: () => bigint;
  readonly __kobako_yield_to_block: (address: number, length: number) => bigint;
}

/** An entry works on a message in guest memory and leaves an Outcome behind. */
export type GuestEntry = (address: number, length: number) => void;

export type EntryName = "eval" | "run" | "compile" | "setup";

interface PromiseIntegration {
  readonly Suspending: new (fn: (...args: never[]) => Promise<unknown>) => WebAssembly.ImportValue;
  readonly promising: <Args extends unknown[], Result>(
    fn: (...args: Args) => Result,
  ) => (...args: Args) => Promise<Result>;
}

/**
 * JavaScript Promise Integration: on by default in Node 24 and later and in Chromium. `undefined` elsewhere; then
 * nothing can suspend a guest.
 */
export const promiseIntegration: PromiseIntegration | undefined =
  "Suspending" in WebAssembly && "promising" in WebAssembly
    ? (WebAssembly as unknown as PromiseIntegration)
    : undefined;
