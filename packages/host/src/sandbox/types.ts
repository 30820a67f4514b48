import type { InvocationOptions, RunOptions } from "./invocation-options.ts";

/** Services by path, for the types of `bind` and `options.bind`. */
export type ServiceMap = Readonly<Record<string, unknown>>;

/** Entrypoints by name, as the functions they are to a caller of `run`: `{ Adder: (a: number, b: number) => number }`. */
export type EntrypointMap = Readonly<Record<string, (...args: never[]) => unknown>>;

/** What is known of entrypoints when nothing is declared. */
export type AnyEntrypoints = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** The type of an invocation's value. Without a declaration, what the caller says it is. */
export type EvalArguments<Services, Value> = [options?: InvocationOptions<Services, Value>];

/** `args` may be left out where the entrypoint needs none. */
export type RunArguments<Services, Entry extends (...args: never[]) => unknown, Value> =
  [] extends Parameters<Entry>
    ? [args?: Parameters<Entry>, options?: RunOptions<Services, Value>]
    : [args: Parameters<Entry>, options?: RunOptions<Services, Value>];
