import { decodeOutcome, encodeCompile } from "@kobako/codec";
import { createSetup, type Dispatch, type Invocation, type Report, type Setup } from "@kobako/runtime";
import { type Diagnostic, describeDiagnostics, readDiagnostics } from "../errors/diagnostic.ts";
import { SandboxError } from "../errors/sandbox-error.ts";
import { BudgetExceededError, TrapError } from "../errors/trap-error.ts";
import { errorOfPanic, errorOfTrap } from "../invocation/attribution.ts";
import { Execution } from "../invocation/execution.ts";
import { FailureLog } from "../invocation/failure-log.ts";
import { errorOfRuntime } from "../invocation/settle.ts";
import { Usage } from "../invocation/usage.ts";
import { requireOptions, type SandboxSettings } from "./sandbox-options.ts";

const encoder = new TextEncoder();
const EMPTY: Setup = createSetup([]);

/** How bytecode is made. */
export interface CompileOptions {
  /** The file name in backtraces. Default `(eval)`. */
  readonly name?: string;
  /** Whether the bytecode keeps file names and line numbers. Default true. */
  readonly debug?: boolean;
}

/** The guest's own compiler, run in a guest that holds nothing of any Sandbox. */
export class Compiler {
  readonly #settings: SandboxSettings;

  constructor(settings: SandboxSettings) {
    this.#settings = settings;
  }

  /** Whether `check` and `compile` can answer at once: a browser has to load the guest first. */
  get isReady(): boolean {
    return this.#settings.runtime.loaded || globalThis.process?.getBuiltinModule !== undefined;
  }

  check(source: string, name: string): readonly Diagnostic[] {
    const value = this.#run(encodeCompile({ source, name, output: "diagnostics", debug: true }));
    return readDiagnostics(value, source);
  }

  /** @throws SandboxError for what keeps the source from compiling */
  requireCompilable(source: string, name: string): void {
    const errors = this.check(source, name).filter(({ severity }) => severity === "error");
    const [first] = errors;
    if (first === undefined) return;
    throw new SandboxError(describeDiagnostics(name, errors), {
      origin: "sandbox",
      klass: "SyntaxError",
      backtraceLines: [`${name}:${first.line}`],
      details: { diagnostics: errors },
    });
  }

  /** @throws SandboxError when the source does not compile */
  compile(source: string, { name, debug }: Required<CompileOptions>): Uint8Array {
    const value = this.#run(encodeCompile({ source, name, output: "bytecode", debug }), encoder.encode(source));
    if (value instanceof Uint8Array) return value;
    // Bytecode that happens to be valid UTF-8 may come as a String of the same bytes.
    if (typeof value === "string") return encoder.encode(value);
    throw new TrapError("the guest's compiler gave no bytecode");
  }

  /** Loads Services and Snippets into a guest and does nothing with it. @throws what the set-up fails with */
  async rehearse(setup: Setup, dispatch: Dispatch): Promise<void> {
    const payload = encodeCompile({ source: "nil", name: "(seal)", output: "diagnostics", debug: false });
    let report: Report;
    try {
      report = await this.#settings.runtime.invoke(this.#invocation(payload, setup, dispatch));
    } catch (error) {
      throw errorOfRuntime(error);
    }
    read(report);
  }

  #run(payload: Uint8Array, source?: Uint8Array): unknown {
    try {
      return read(this.#settings.runtime.invokeSync(this.#invocation(payload, EMPTY, refuse)), source);
    } catch (error) {
      throw errorOfRuntime(error);
    }
  }

  #invocation(payload: Uint8Array, setup: Setup, dispatch: Dispatch): Invocation {
    const { timeout, memoryLimit, fuel, stdoutLimit, stderrLimit, profile } = this.#settings;
    const limits = { timeout, memory: memoryLimit, fuel, stdout: stdoutLimit, stderr: stderrLimit };
    return { entry: "compile", payload, setup, limits, profile, dispatch };
  }
}

/** @throws TypeError, ArgumentError */
export function readCompileOptions(options: unknown): Required<CompileOptions> {
  const { name = "(eval)", debug = true } = requireOptions(options, { name: 0, debug: 0 }, "an option of compile");
  if (typeof name !== "string") throw new TypeError("name must be a string");
  if (typeof debug !== "boolean") throw new TypeError("debug must be a boolean");
  return { name, debug };
}

/** @throws BudgetExceededError */
export function requireSourceBudget(bytes: number, limit: number | null): void {
  if (limit !== null && bytes > limit) throw new BudgetExceededError("sourceBytes", limit);
}

function refuse(): never {
  throw new Error("the compiler calls no Service");
}

function read(report: Report, source?: Uint8Array): unknown {
  const usage: Usage = { ...report.usage, calls: 0, handles: 0 };
  const execution = new Execution<unknown>(undefined, report.stdout, report.stderr, usage);
  if (report.trap !== undefined) throw errorOfTrap(report.trap, execution);
  const outcome = decodeOutcome(report.outcome ?? new Uint8Array(0));
  if (outcome.ok) return outcome.value;
  throw errorOfPanic(outcome.panic, { phase: "setup", execution, failures: new FailureLog(), source });
}
