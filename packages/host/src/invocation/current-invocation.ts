import type { InvocationContext } from "./invocation-context.ts";

/** What a Service may know of the invocation that called it. */
export interface CurrentInvocation<Owner = object> {
  /** Fires when the invocation ends in a cap or an abort while a Service is still at work. */
  readonly signal: AbortSignal;
  /** The Sandbox that the script runs in. */
  readonly sandbox: Owner;
  /** When the invocation times out, in milliseconds since the epoch; `null` when it has no timeout. */
  readonly deadline: number | null;
}

interface AsyncStorage {
  getStore(): InvocationContext | undefined;
  run<Args extends unknown[], Result>(store: InvocationContext, run: (...args: Args) => Result, ...args: Args): Result;
}

const storage = createStorage();
// Where there is no AsyncLocalStorage: known in the synchronous part of a Service only.
let running: InvocationContext | undefined;

/** The invocation on whose behalf this code runs. */
export function currentContext(): InvocationContext | undefined {
  return storage === undefined ? running : storage.getStore();
}

export function isCurrent(context: InvocationContext): boolean {
  return currentContext() === context;
}

/** Runs host code on behalf of an invocation, so that `currentContext` finds it there and in what it starts. */
export function runInContext<Args extends unknown[], Result>(
  context: InvocationContext,
  run: (...args: Args) => Result,
  ...args: Args
): Result {
  if (storage !== undefined) return storage.run(context, run, ...args);
  const outer = running;
  running = context;
  try {
    return run(...args);
  } finally {
    running = outer;
  }
}

function createStorage(): AsyncStorage | undefined {
  // `getBuiltinModule` keeps a static `node:` import, and with it every browser bundle's complaint, out of the package.
  const hooks = globalThis.process?.getBuiltinModule?.("node:async_hooks");
  return hooks === undefined ? undefined : new hooks.AsyncLocalStorage<InvocationContext>();
}

/**
 * Inside a Service: the invocation that called it, or `undefined` outside of any. In Node it is known across `await`; in a
 * browser only until a Service's first `await`.
 */
export function currentInvocation(): CurrentInvocation | undefined {
  return currentContext()?.view;
}
