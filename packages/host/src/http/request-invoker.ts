import { CodecError } from "@kobako/codec";
import { ArgumentError } from "../errors/argument-error.ts";
import type { Execution } from "../invocation/execution.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { isWellFormed } from "../sandbox/well-formed.ts";
import type { AnyEntrypoints, EntrypointMap, EvalArguments, RunArguments, ServiceMap } from "../sandbox/types.ts";
import { RefusedRequestError } from "./refused-request-error.ts";

/** What every invocation of one request is given. */
export interface RequestInvokerOptions<Services extends ServiceMap = ServiceMap> {
  /** Ends the invocations, such as `disconnectSignal(response)`. */
  readonly signal?: AbortSignal;
  /** Per-invocation bindings, such as the user: path → target. The Sandbox must have reserved the paths. */
  readonly bind?: Partial<Services>;
}

/** A Sandbox as one request uses it. */
export interface RequestInvoker<
  Services extends ServiceMap = ServiceMap,
  Entrypoints extends EntrypointMap = AnyEntrypoints,
> {
  /** The Sandbox that the request's invocations run in. */
  readonly sandbox: Sandbox<Services, Entrypoints>;
  /** Fires when the client is gone. */
  readonly signal: AbortSignal | undefined;
  /**
   * `sandbox.eval` with the request's signal and bindings; those of `options` come on top.
   *
   * @throws RefusedRequestError (400) for a source that is no text: it came with the request
   */
  eval<Value = unknown>(source: string, ...rest: EvalArguments<Services, Value>): Promise<Execution<Value>>;
  /**
   * `sandbox.run` with the request's signal and bindings; those of `options` come on top.
   *
   * @throws RefusedRequestError (400, 413) for arguments that JSON can hold and the guest cannot: nested too deep, too large, or
   * with half of a surrogate pair
   */
  run<Name extends keyof Entrypoints & string, Value = Awaited<ReturnType<Entrypoints[Name]>>>(
    target: Name,
    ...rest: RunArguments<Services, Entrypoints[Name], Value>
  ): Promise<Execution<Value>>;
}

interface Given {
  readonly signal?: AbortSignal;
  readonly bind?: object;
}

/** Binds a Sandbox to a request: what it runs ends with the request and sees its bindings. */
export function requestInvoker<Services extends ServiceMap, Entrypoints extends EntrypointMap>(
  sandbox: Sandbox<Services, Entrypoints>,
  { signal, bind }: RequestInvokerOptions<Services> = {},
): RequestInvoker<Services, Entrypoints> {
  const merge = <Options extends Given>(options: Options | undefined): Options => {
    const signals = [signal, options?.signal].filter((one) => one !== undefined);
    const merged: Given = {
      ...options,
      ...(signals[0] === undefined ? {} : { signal: signals.length === 1 ? signals[0] : AbortSignal.any(signals) }),
      ...(bind === undefined ? {} : { bind: { ...bind, ...options?.bind } }),
    };
    return merged as Options;
  };
  return {
    sandbox,
    signal,
    eval: async (source, ...[options]) => {
      if (typeof source !== "string" || !isWellFormed(source))
        throw new RefusedRequestError(400, { detail: "source must be a string of well-formed text" });
      return sandbox.eval(source, merge(options));
    },
    run: async (target, ...rest) => {
      try {
        return await sandbox.run(target, ...([rest[0], merge(rest[1])] as typeof rest));
      } catch (error) {
        throw refusalOf(error) ?? error;
      }
    },
  };
}

/** Arguments that the guest cannot be given: the client's mistake, and no script has run. */
function refusalOf(error: unknown): RefusedRequestError | undefined {
  const cause = error instanceof ArgumentError ? error.cause : undefined;
  if (!(cause instanceof CodecError)) return undefined;
  const detail = `the arguments cannot be given to the script: ${cause.message}`;
  return new RefusedRequestError(cause.code === "TooLarge" ? 413 : 400, { detail, cause: error });
}
