import * as Cause from "effect/Cause";
import type { Context } from "effect/Context";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type { Interpret } from "../invocation/interpret.ts";

/**
 * Runs the Effects that Services return, as part of the fiber that runs the invocation: with its context, and interrupted
 * when the invocation ends. One that finishes at once gives its value at once, so that it works in synchronous blocks too.
 */
export function interpretEffects<Requirements>(context: Context<Requirements>): Interpret {
  const runFork = Effect.runForkWith(context);
  return (result, signal) => {
    if (!Effect.isEffect(result) || isPlain(result)) return result;
    // What a Service's Effect requires is what the Host App provided; a guest's call cannot be typed.
    const fiber = runFork(result as Effect.Effect<unknown, unknown, Requirements>, { signal: signal() });
    const done = fiber.pollUnsafe();
    if (done !== undefined) return valueOf(done);
    return new Promise((resolve, reject) => {
      fiber.addObserver((exit) => {
        if (Exit.isSuccess(exit)) resolve(exit.value);
        else reject(errorOf(exit.cause));
      });
    });
  };
}

/**
 * Whether an object could be a guest's Hash. Effects are told by string keys, which a script can write too: a Service that
 * returns what it was given would have the script's data run as an Effect.
 */
function isPlain(result: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(result);
  return prototype === Object.prototype || prototype === null;
}

function valueOf(exit: Exit.Exit<unknown, unknown>): unknown {
  if (Exit.isSuccess(exit)) return exit.value;
  throw errorOf(exit.cause);
}

/** The error that a plain Service would have thrown. */
function errorOf(cause: Cause.Cause<unknown>): Error {
  const error = Cause.squash(cause);
  return error instanceof Error ? error : new Error("a Service's Effect failed", { cause: error });
}
