import { CodecError, type DecodeOptions, encodeInvocation } from "@kobako/codec";
import { type Invocation, type Report, TrapSignal } from "@kobako/runtime";
import { ArgumentError } from "../errors/argument-error.ts";
import { BudgetExceededError } from "../errors/trap-error.ts";
import { currentContext, runInContext } from "../invocation/current-invocation.ts";
import { createDispatch } from "../invocation/dispatcher.ts";
import { makerOf } from "../invocation/end-signal.ts";
import { Execution } from "../invocation/execution.ts";
import { HandleTable } from "../invocation/handle-table.ts";
import { InvocationContext } from "../invocation/invocation-context.ts";
import { OutputStream } from "../invocation/output-stream.ts";
import { errorOfRuntime, settle } from "../invocation/settle.ts";
import { Usage } from "../invocation/usage.ts";
import type { InvocationSettings } from "./invocation-options.ts";
import { type InvocationTrace, traceEnd, traceStart } from "./invocation-trace.ts";
import type { SandboxSettings } from "./sandbox-options.ts";
import type { SetUp } from "./set-up.ts";

/** What an invocation enters the guest with. */
export type Entered =
  | { readonly verb: "eval"; readonly target?: undefined; readonly source: Uint8Array }
  | { readonly verb: "run"; readonly target: string; readonly args: readonly unknown[] };

/** Runs the invocations of one Sandbox. */
export class Invoker {
  readonly #owner: object;
  readonly #settings: SandboxSettings;
  readonly #setUp: SetUp;
  /** Most Sandboxes have one running invocation or none; the Set is there for the others. */
  #running: InvocationContext | undefined;
  #alsoRunning: Set<InvocationContext> | undefined;
  /** The Execution of the invocation that finished last. */
  last: Execution = Execution.EMPTY;
  /** Made by the first invocation: a Sandbox that waits for one costs nothing for it. */
  #decoding: DecodeOptions | undefined;

  constructor(owner: object, settings: SandboxSettings, setUp: SetUp) {
    this.#owner = owner;
    this.#settings = settings;
    this.#setUp = setUp;
  }

  /** Runs to the end, or throws what the invocation ended in; `last` is its Execution either way. */
  async invoke(entered: Entered, options: InvocationSettings): Promise<Execution> {
    const started = new Started(this.#open(entered, options), entered, options, this.#settings, this.#setUp);
    this.#enter(started.context);
    let report: Report;
    try {
      report = await started.enter((invocation) => this.#settings.runtime.invoke(invocation));
    } catch (error) {
      throw started.notStarted(error);
    } finally {
      this.#leave(started.context);
    }
    return started.finish(report, this);
  }

  /** The same on the calling thread. */
  invokeSync(entered: Entered, options: InvocationSettings): Execution {
    const started = new Started(this.#open(entered, options), entered, options, this.#settings, this.#setUp);
    this.#enter(started.context);
    let report: Report;
    try {
      report = started.enter((invocation) => this.#settings.runtime.invokeSync(invocation));
    } catch (error) {
      throw started.notStarted(error);
    } finally {
      this.#leave(started.context);
    }
    return started.finish(report, this);
  }

  /** Cuts every running invocation off from `object`. */
  revoke(object: object): boolean {
    this.#running?.handles.revoke(object);
    for (const context of this.#alsoRunning ?? []) context.handles.revoke(object);
    return this.#running !== undefined || (this.#alsoRunning?.size ?? 0) > 0;
  }

  #enter(context: InvocationContext): void {
    if (this.#running === undefined) this.#running = context;
    else (this.#alsoRunning ??= new Set()).add(context);
  }

  #leave(context: InvocationContext): void {
    if (this.#running === context) this.#running = undefined;
    else this.#alsoRunning?.delete(context);
  }

  #open(entered: Entered, options: InvocationSettings): InvocationContext {
    const { maxCalls, maxHandles, handles, maxDepth } = this.#settings;
    const depth = (currentContext()?.depth ?? 0) + 1;
    if (depth > maxDepth) throw new BudgetExceededError("depth", maxDepth);
    const provided = this.#setUp.provide();
    return new InvocationContext({
      sandbox: this.#owner,
      registry: this.#setUp.registry,
      overrides: provided === undefined ? options.bind : merge(provided, options.bind),
      handles: new HandleTable({ maxHandles, declaredOnly: handles === "declared" }),
      decoding: (this.#decoding ??= { hashes: this.#settings.hashes, newSymbols: { left: NEW_SYMBOLS } }),
      maxCalls,
      timeout: options.timeout,
      depth,
      interpret: options.interpret,
      source: entered.verb === "eval" ? entered.source : undefined,
    });
  }
}

/**
 * New Symbols that the scripts of one Sandbox may bring into the thread, which keeps them for good: no tenant uses up what
 * others need.
 */
const NEW_SYMBOLS = 65_536;

function merge(
  provided: Map<string, object>,
  bound: ReadonlyMap<string, object> | undefined,
): ReadonlyMap<string, object> {
  for (const [path, object] of bound ?? []) provided.set(path, object);
  return provided;
}

/** One invocation between its start and its end. */
class Started {
  readonly context: InvocationContext;
  readonly #invocation: Invocation;
  readonly #stdout: OutputStream | undefined;
  readonly #stderr: OutputStream | undefined;
  readonly #trace: InvocationTrace | undefined;

  constructor(
    context: InvocationContext,
    entered: Entered,
    options: InvocationSettings,
    settings: SandboxSettings,
    setUp: SetUp,
  ) {
    this.context = context;
    this.#stdout = options.onStdout === undefined ? undefined : new OutputStream(options.onStdout, "onStdout");
    this.#stderr = options.onStderr === undefined ? undefined : new OutputStream(options.onStderr, "onStderr");
    this.#invocation = {
      entry: entered.verb,
      payload: entered.verb === "eval" ? entered.source : this.#encodeRun(entered, options),
      setup: setUp.seal(),
      limits: {
        timeout: options.timeout,
        memory: options.memoryLimit,
        fuel: options.fuel,
        stdout: settings.stdoutLimit,
        stderr: settings.stderrLimit,
      },
      profile: settings.profile,
      dispatch: createDispatch(context),
      slice: settings.slice,
      signal: options.signal,
      onStdout: this.#stdout?.write,
      onStderr: this.#stderr?.write,
      queueTimeout: settings.queueTimeout,
      nested: context.depth > 1,
    };
    this.#trace = traceStart(entered.verb, entered.target, context.depth);
  }

  /** Starts the guest where `currentInvocation` finds this invocation, if it can call the host at all. */
  enter<Result>(invoke: (invocation: Invocation) => Result): Result {
    const { context } = this;
    const callsHost = context.registry.size > 0 || context.handles.issued > 0;
    return callsHost ? runInContext(context, invoke, this.#invocation) : invoke(this.#invocation);
  }

  finish(report: Report, keeper: { last: Execution }): Execution {
    this.#stdout?.end(report.stdout.truncated);
    this.#stderr?.end(report.stderr.truncated);
    const { execution, error } = settle(report, this.context);
    this.context.end(error);
    keeper.last = execution;
    if (this.#trace !== undefined) traceEnd(this.#trace, execution.usage, error);
    if (error !== undefined) throw error;
    return execution;
  }

  notStarted(error: unknown): unknown {
    this.context.end(error);
    const known = errorOfRuntime(error);
    if (this.#trace !== undefined) traceEnd(this.#trace, Usage.EMPTY, known);
    return known;
  }

  #encodeRun({ target, args }: Entered & { verb: "run" }, options: InvocationSettings): Uint8Array {
    try {
      // A copy: the guest may still have to be loaded, or an instance waited for, before the message is taken.
      return encodeInvocation({ entrypoint: target, args, kwargs: options.kwargs }, this.context.handles).slice();
    } catch (error) {
      if (error instanceof CodecError) throw unencodable(error);
      // The Handle table was full: an ending like any other, although the guest never ran.
      const make = error instanceof TrapSignal ? makerOf(error.trap.data) : undefined;
      throw make === undefined ? error : make({});
    }
  }
}

function unencodable(cause: CodecError): Error {
  const message = `the arguments of run cannot cross to the guest: ${cause.message}`;
  return cause.code === "UnsupportedType" ? new TypeError(message, { cause }) : new ArgumentError(message, { cause });
}
