import { ArgumentError } from "../errors/argument-error.ts";
import type { Diagnostic } from "../errors/diagnostic.ts";
import { createDispatch } from "../invocation/dispatcher.ts";
import { Execution } from "../invocation/execution.ts";
import { HandleTable } from "../invocation/handle-table.ts";
import { InvocationContext } from "../invocation/invocation-context.ts";
import { errorOfRuntime, validateValue } from "../invocation/settle.ts";
import type { Usage } from "../invocation/usage.ts";
import { requireConstantName } from "../services/constant-path.ts";
import type { Namespace } from "../services/namespace.ts";
import { isPromise } from "../services/promises.ts";
import { respondToGuest } from "../services/respond-to-guest.ts";
import type { ServiceRegistry } from "../services/service-registry.ts";
import { type CompileOptions, Compiler, readCompileOptions, requireSourceBudget } from "./compiler.ts";
import type { Extension } from "./extension.ts";
import { type InvocationSettings, plainSettings, readInvocationOptions } from "./invocation-options.ts";
import { type Entered, Invoker } from "./invoker.ts";
import { type Profile, readSandboxOptions, type SandboxOptions, type SandboxSettings } from "./sandbox-options.ts";
import { SetUp } from "./set-up.ts";
import type { BytecodeSnippet, SourceSnippet } from "./snippet-table.ts";
import { sourceBytes } from "./source-bytes.ts";
import type { AnyEntrypoints, EntrypointMap, EvalArguments, RunArguments, ServiceMap } from "./types.ts";
import { isWellFormed } from "./well-formed.ts";

/** What is bound to a Sandbox, for `@kobako/host/testing`; the package does not export it from its root. */
export let registryOf: (sandbox: Sandbox) => ServiceRegistry;

/**
 * A reusable configuration under which untrusted Ruby runs: options, Services, Snippets. Every `eval` and `run` starts from
 * exactly the same guest state and may overlap with others. The first one seals the configuration.
 *
 * @example
 * ```ts
 * const sandbox = new Sandbox({ timeout: "2 seconds" });
 * sandbox.bind("KV::Lookup", (key: string) => store.get(key));
 * const { value, stdout } = await sandbox.eval(`KV::Lookup.call("user_42")`);
 * ```
 * @typeParam Services targets by path, which types `bind`
 * @typeParam Entrypoints functions by name, which types `run`
 */
export class Sandbox<Services extends ServiceMap = ServiceMap, Entrypoints extends EntrypointMap = AnyEntrypoints> {
  static {
    registryOf = (sandbox) => sandbox.#setUp.registry;
  }

  readonly #settings: SandboxSettings;
  readonly #setUp = new SetUp();
  readonly #invoker: Invoker;
  readonly #plain: InvocationSettings;
  /** Sources that could not be tried yet, because the guest is not loaded. */
  #untried: SourceSnippet[] | undefined;

  /**
   * Runs no guest code and costs microseconds.
   *
   * @throws TypeError for an option of a wrong type, ArgumentError for a wrong value or an unknown option
   */
  constructor(options?: SandboxOptions) {
    this.#settings = readSandboxOptions(options);
    this.#invoker = new Invoker(this, this.#settings, this.#setUp);
    this.#plain = plainSettings(this.#settings);
  }

  get #compiler(): Compiler {
    return new Compiler(this.#settings);
  }

  /** Milliseconds; `null` means none. */
  get timeout(): number | null {
    return this.#settings.timeout;
  }

  /** Bytes; `null` means none. */
  get memoryLimit(): number | null {
    return this.#settings.memoryLimit;
  }

  /** Bytes of standard output that are kept; `null` means all. */
  get stdoutLimit(): number | null {
    return this.#settings.stdoutLimit;
  }

  /** Bytes of standard error that are kept; `null` means all. */
  get stderrLimit(): number | null {
    return this.#settings.stderrLimit;
  }

  /** Where the guest's time and entropy come from. */
  get profile(): Profile {
    return this.#settings.profile;
  }

  /** All options as they are in force. */
  get options(): SandboxSettings {
    return this.#settings;
  }

  /** Standard output of the invocation that finished last; empty before the first. */
  get stdout(): string {
    return this.#invoker.last.stdout;
  }

  /** Standard error of the invocation that finished last. */
  get stderr(): string {
    return this.#invoker.last.stderr;
  }

  /** Whether that invocation wrote more standard output than was kept. */
  get stdoutTruncated(): boolean {
    return this.#invoker.last.stdoutTruncated;
  }

  /** Whether it wrote more standard error than was kept. */
  get stderrTruncated(): boolean {
    return this.#invoker.last.stderrTruncated;
  }

  /** Usage of the invocation that finished last; `Usage.EMPTY` before the first. */
  get usage(): Usage {
    return this.#invoker.last.usage;
  }

  /**
   * The namespace `name`, on which Services can be bound one level down. The same object for the same name.
   *
   * @throws TypeError, ArgumentError for a bad name, a clash, or after the seal
   */
  define(name: string): Namespace {
    return this.#setUp.define(name);
  }

  /**
   * Binds a function or an object at a constant path; without a target, reserves the path for `options.bind`.
   * What a guest may call of it is decided by the gate: see `respondToGuest` and `service`.
   *
   * @throws TypeError, ArgumentError for a bad path, a clash, or after the seal
   */
  bind<Path extends keyof Services & string>(path: Path, ...target: [target?: Services[Path]]): this {
    this.#setUp.bind(path, target);
    return this;
  }

  /**
   * Adds a Snippet, which loads before every invocation, after those that were added before it. Source is compiled at once.
   *
   * @throws SandboxError when the source does not compile; TypeError, ArgumentError for a bad or taken name, or after the seal
   */
  preload(snippet: SourceSnippet | BytecodeSnippet): this {
    this.#setUp.requireOpen("preload");
    const step = this.#setUp.snippets.read(snippet);
    if (step.kind === "source") {
      this.#requireSource(step.code);
      if (this.#compiler.isReady) this.#compiler.requireCompilable(step.code, `(snippet:${step.name})`);
      else (this.#untried ??= []).push(step);
    }
    this.#setUp.snippets.add(step);
    return this;
  }

  /**
   * Teaches the guest a native-looking constant: preloads the Extension's source and binds its backend.
   *
   * @throws what `preload` and `bind` throw; the Sandbox is then as it was
   */
  install(...extensions: readonly Extension[]): this {
    for (const extension of extensions) this.#setUp.install(extension, (snippet) => this.preload(snippet));
    return this;
  }

  /**
   * Compiles without running: what the compiler says about the source, nothing if it is fine.
   *
   * @throws SetupError in a browser before `warm`
   */
  check(source: string): readonly Diagnostic[] {
    return this.#compiler.check(this.#requireSource(source), "(eval)");
  }

  /**
   * RITE bytecode for `preload({ binary })`, made by the Guest Binary's own compiler.
   *
   * @throws SandboxError when the source does not compile
   */
  compile(source: string, options?: CompileOptions): Uint8Array {
    return this.#compiler.compile(this.#requireSource(source), readCompileOptions(options));
  }

  /** Loads the guest ahead of the first invocation. @throws SetupError, SandboxError for a Snippet that does not compile */
  async warm(): Promise<this> {
    try {
      await this.#settings.runtime.warm();
    } catch (error) {
      throw errorOfRuntime(error);
    }
    this.#tryAll();
    return this;
  }

  /**
   * Freezes the configuration and loads it once, so that what is wrong with it shows before traffic does.
   *
   * @throws what the first invocation would throw
   */
  async seal(): Promise<this> {
    await this.warm();
    const { maxCalls, maxHandles, handles, timeout } = this.#settings;
    const context = new InvocationContext({
      sandbox: this,
      registry: this.#setUp.registry,
      overrides: this.#setUp.provide(),
      handles: new HandleTable({ maxHandles, declaredOnly: handles === "declared" }),
      decoding: undefined,
      maxCalls,
      timeout,
      depth: 1,
    });
    await this.#compiler.rehearse(this.#setUp.seal(), createDispatch(context));
    return this;
  }

  /**
   * Runs a script (file name `(eval)`); `value` is its last expression.
   *
   * @throws TrapError, SandboxError or ServiceError (or a subclass) with the `execution` up to the failure
   */
  async eval<Value = unknown>(source: string, ...rest: EvalArguments<Services, Value>): Promise<Execution<Value>> {
    const options = this.#readOptions("eval", rest[0]);
    return this.#start({ verb: "eval", source: this.#encodeSource(source) }, options) as Promise<Execution<Value>>;
  }

  /** `eval` on the calling thread. A Service that returns a Promise is then a `ServiceError`. */
  evalSync<Value = unknown>(source: string, ...rest: EvalArguments<Services, Value>): Execution<Value> {
    const options = this.#readOptions("eval", rest[0]);
    return this.#startSync({ verb: "eval", source: this.#encodeSource(source) }, options) as Execution<Value>;
  }

  /**
   * Calls `target.call(*args, **kwargs)` on a top-level constant that a Snippet defined.
   *
   * @throws UndefinedEntrypointError when there is none, and what `eval` throws
   */
  async run<Name extends keyof Entrypoints & string, Value = Awaited<ReturnType<Entrypoints[Name]>>>(
    target: Name,
    ...rest: RunArguments<Services, Entrypoints[Name], Value>
  ): Promise<Execution<Value>> {
    const entered = readRun(target, rest[0]);
    return this.#start(entered, this.#readOptions("run", rest[1])) as Promise<Execution<Value>>;
  }

  /** `run` on the calling thread. */
  runSync<Name extends keyof Entrypoints & string, Value = Awaited<ReturnType<Entrypoints[Name]>>>(
    target: Name,
    ...rest: RunArguments<Services, Entrypoints[Name], Value>
  ): Execution<Value> {
    const entered = readRun(target, rest[0]);
    return this.#startSync(entered, this.#readOptions("run", rest[1])) as Execution<Value>;
  }

  /**
   * Withdraws an object from the running invocations of this Sandbox: whatever a script does with it from now on is a
   * `ServiceError` of class `Disconnected`. Gives whether any invocation was running.
   */
  revoke(object: object): boolean {
    if ((typeof object !== "object" && typeof object !== "function") || object === null)
      throw new TypeError("revoke takes an object");
    return this.#invoker.revoke(object);
  }

  /** A Sandbox that a Service hands to a script is a token: nothing can be called on it. */
  [respondToGuest](): boolean {
    return false;
  }

  async #start(entered: Entered, options: InvocationSettings): Promise<Execution> {
    this.#tryAll();
    const execution = await this.#invoker.invoke(entered, options);
    return options.returns === undefined ? execution : validateValue(execution, options.returns);
  }

  #startSync(entered: Entered, options: InvocationSettings): Execution {
    this.#tryAll();
    const execution = this.#invoker.invokeSync(entered, options);
    if (options.returns === undefined) return execution;
    const validated = validateValue(execution, options.returns);
    if (isPromise(validated))
      throw new TypeError("returns is an asynchronous schema, which evalSync and runSync cannot wait for");
    return validated;
  }

  /** Snippets that were added before the guest was loaded are tried once it is. */
  #tryAll(): void {
    if (this.#untried === undefined || !this.#compiler.isReady) return;
    for (const { code, name } of this.#untried) this.#compiler.requireCompilable(code, `(snippet:${name})`);
    this.#untried = undefined;
  }

  #readOptions(verb: "eval" | "run", options: unknown): InvocationSettings {
    return options === undefined
      ? this.#plain
      : readInvocationOptions(verb, options, this.#settings, this.#setUp.registry);
  }

  #requireSource(source: unknown): string {
    if (typeof source !== "string") throw new TypeError("source must be a string");
    requireWellFormed(source);
    requireSourceBudget(utf8Length(source), this.#settings.maxSourceBytes);
    return source;
  }

  #encodeSource(source: unknown): Uint8Array {
    if (typeof source !== "string") throw new TypeError("source must be a string");
    requireWellFormed(source);
    const bytes = sourceBytes(source);
    requireSourceBudget(bytes.length, this.#settings.maxSourceBytes);
    return bytes;
  }
}

function readRun(target: unknown, args: unknown): Entered {
  const name = requireConstantName(target, "the target of run");
  if (args !== undefined && !Array.isArray(args)) throw new TypeError("args must be an array");
  return { verb: "run", target: name, args: args ?? [] };
}

function requireWellFormed(source: string): void {
  if (!isWellFormed(source)) throw new ArgumentError("source is not well-formed Unicode");
}

function utf8Length(text: string): number {
  return sourceBytes(text).length;
}
