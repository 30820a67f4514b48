import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Scope } from "effect/Scope";
import type { InvocationError } from "../errors/invocation-error.ts";
import { KobakoError } from "../errors/kobako-error.ts";
import type { Execution } from "../invocation/execution.ts";
import { INTERPRET } from "../invocation/interpret.ts";
import type { CompileOptions } from "../sandbox/compiler.ts";
import type { Diagnostic } from "../errors/diagnostic.ts";
import type { InvocationOptions } from "../sandbox/invocation-options.ts";
import { Sandbox as HostSandbox } from "../sandbox/sandbox.ts";
import type { SandboxOptions } from "../sandbox/sandbox-options.ts";
import type { AnyEntrypoints, EntrypointMap, EvalArguments, RunArguments, ServiceMap } from "../sandbox/types.ts";
import { instrument } from "./instrument.ts";
import { interpretEffects } from "./interpret-effects.ts";

/**
 * A Sandbox whose verbs are Effects. What an invocation fails with is in the error channel; misuse of the API (`TypeError`,
 * `ArgumentError`) is a defect. Interrupting an invocation ends its guest.
 */
export interface SandboxService<
  Services extends ServiceMap = ServiceMap,
  Entrypoints extends EntrypointMap = AnyEntrypoints,
> {
  /** Runs a script; `value` is its last expression. */
  readonly eval: <Value = unknown>(
    source: string,
    ...rest: EvalArguments<Services, Value>
  ) => Effect.Effect<Execution<Value>, InvocationError>;
  /** Calls an entrypoint that a Snippet defined. */
  readonly run: <Name extends keyof Entrypoints & string, Value = Awaited<ReturnType<Entrypoints[Name]>>>(
    target: Name,
    ...rest: RunArguments<Services, Entrypoints[Name], Value>
  ) => Effect.Effect<Execution<Value>, InvocationError>;
  /** Compiles without running. */
  readonly check: (source: string) => Effect.Effect<readonly Diagnostic[], InvocationError>;
  /** RITE bytecode for a Snippet. */
  readonly compile: (source: string, options?: CompileOptions) => Effect.Effect<Uint8Array, InvocationError>;
  /** Freezes the configuration and loads it once. */
  readonly seal: Effect.Effect<void, InvocationError>;
  /** The same Sandbox with its Promise face; Services that return Effects are not run through it. */
  readonly host: HostSandbox<Services, Entrypoints>;
}

/** Binds Services and adds Snippets, before the first invocation. */
export type SetUpSandbox<Services extends ServiceMap, Entrypoints extends EntrypointMap, Failure, Requirements> = (
  sandbox: HostSandbox<Services, Entrypoints>,
) => Effect.Effect<unknown, Failure, Requirements> | object | void;

/**
 * A Sandbox that lives as long as the Scope: closing it ends what is still running. Services that `setUp` binds may return
 * Effects, which run with the context that is current here and in the invocation.
 *
 * @example
 * ```ts
 * const sandbox = yield* make({ timeout: "2 seconds" }, (host) =>
 *   host.bind("Rates::Lookup", (currency: string) => Rates.use((rates) => rates.lookup(currency))));
 * const { value } = yield* sandbox.eval(`Rates::Lookup.call("EUR")`);
 * ```
 */
export function make<
  Services extends ServiceMap = ServiceMap,
  Entrypoints extends EntrypointMap = AnyEntrypoints,
  Failure = never,
  Requirements = never,
>(
  options?: SandboxOptions,
  setUp?: SetUpSandbox<Services, Entrypoints, Failure, Requirements>,
): Effect.Effect<SandboxService<Services, Entrypoints>, Failure | InvocationError, Requirements | Scope> {
  return Effect.gen(function* () {
    const host = new HostSandbox<Services, Entrypoints>(options);
    const outer = yield* Effect.context<Requirements>();
    const ready = yield* attempt(() => setUp?.(host));
    if (Effect.isEffect(ready)) yield* ready as Effect.Effect<unknown, Failure, Requirements>;
    const closing = new AbortController();
    yield* Effect.addFinalizer(() => Effect.sync(() => closing.abort(new Error("the Sandbox's scope was closed"))));
    return serviceOf(host, outer, closing.signal);
  });
}

function serviceOf<Services extends ServiceMap, Entrypoints extends EntrypointMap, Requirements>(
  host: HostSandbox<Services, Entrypoints>,
  outer: Context.Context<Requirements>,
  closed: AbortSignal,
): SandboxService<Services, Entrypoints> {
  /** One invocation, in the context of the fiber that asks for it. */
  const invoke = <Value>(
    start: (options: InvocationOptions<Services, Value>) => Promise<Execution<Value>>,
    options: InvocationOptions<Services, Value> | undefined,
  ): Effect.Effect<Execution<Value>, InvocationError> =>
    Effect.contextWith((current: Context.Context<never>) =>
      Effect.tryPromise({
        try: (interrupted) => {
          const signal = AbortSignal.any([
            closed,
            interrupted,
            ...(options?.signal === undefined ? [] : [options.signal]),
          ]);
          const interpret = interpretEffects(Context.merge(outer, current));
          return start({ ...options, signal, [INTERPRET]: interpret } as InvocationOptions<Services, Value>);
        },
        catch: (error) => error,
      }).pipe(Effect.catch(failOrDie)),
    );
  return {
    host,
    eval: (source, ...rest) =>
      instrument(
        invoke((options) => host.eval(source, options), rest[0]),
        "eval",
        undefined,
      ),
    run: (target, ...rest) => {
      const [args, given] = rest;
      return instrument(
        invoke((options) => host.run(target, ...([args, options] as unknown as typeof rest)), given),
        "run",
        target,
      );
    },
    check: (source) => attempt(() => host.check(source)),
    compile: (source, options) => attempt(() => host.compile(source, options)),
    seal: Effect.asVoid(
      Effect.tryPromise({ try: () => host.seal(), catch: (error) => error }).pipe(Effect.catch(failOrDie)),
    ),
  };
}

function attempt<Value>(run: () => Value): Effect.Effect<Value, InvocationError> {
  return Effect.try({ try: run, catch: (error) => error }).pipe(Effect.catch(failOrDie));
}

/** Our errors are expected; anything else is a mistake of the Host App. */
function failOrDie(error: unknown): Effect.Effect<never, InvocationError> {
  return error instanceof KobakoError ? Effect.fail(error as InvocationError) : Effect.die(error);
}

/**
 * The Sandbox as an Effect service.
 *
 * @example
 * ```ts
 * const program = Effect.gen(function* () {
 *   const sandbox = yield* Sandbox;
 *   return (yield* sandbox.eval("1 + 2")).value;
 * }).pipe(Effect.provide(layer({ timeout: "2 seconds" })));
 * ```
 */
export class Sandbox extends Context.Service<Sandbox, SandboxService>()("@kobako/host/Sandbox") {}

/** Provides `Sandbox`, acquired and released with the Layer. */
export function layer<Failure = never, Requirements = never>(
  options?: SandboxOptions,
  setUp?: SetUpSandbox<ServiceMap, AnyEntrypoints, Failure, Requirements>,
): Layer.Layer<Sandbox, Failure | InvocationError, Exclude<Requirements, Scope>> {
  return Layer.effect(Sandbox, make(options, setUp));
}
