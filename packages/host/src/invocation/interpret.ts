/** Turns what a Service returned into what it means: `@kobako/host/effect` runs Effects this way. */
export type Interpret = (result: unknown, signal: () => AbortSignal) => unknown;

/**
 * The option of an invocation that holds its `Interpret`. A symbol that the package keeps to itself: it is no part of the
 * API, and no caller's options can hold it by accident.
 */
export const INTERPRET: unique symbol = Symbol("kobako.interpret");
