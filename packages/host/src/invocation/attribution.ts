import type { Panic } from "@kobako/codec";
import type { Trap } from "@kobako/runtime";
import { readDiagnostics } from "../errors/diagnostic.ts";
import type { FailureData, KobakoError } from "../errors/kobako-error.ts";
import { BytecodeError, SandboxError, UndefinedEntrypointError } from "../errors/sandbox-error.ts";
import { Disconnected, NoServiceError, ServiceArgumentError, ServiceError } from "../errors/service-error.ts";
import { AbortedError, FuelExhaustedError, MemoryLimitError, TimeoutError, TrapError } from "../errors/trap-error.ts";
import { makerOf } from "./end-signal.ts";
import type { Execution } from "./execution.ts";
import type { FailureLog } from "./failure-log.ts";

/** The error of an invocation that the runtime ended. */
export function errorOfTrap({ kind, message, cause, data }: Trap, execution: Execution): KobakoError {
  const failure = { execution, cause };
  switch (kind) {
    case "timeout":
      return new TimeoutError(message, failure);
    case "memory":
      return new MemoryLimitError(message, failure);
    case "fuel":
      return new FuelExhaustedError(message, failure);
    case "aborted":
      return new AbortedError(message, failure);
    case "budget":
      return makerOf(data)?.(failure) ?? new TrapError(message, failure);
    case "engine":
      return makerOf(data)?.(failure) ?? new TrapError(message, failure);
  }
}

/** What is known about an invocation that ended in a Panic. */
export interface PanicContext {
  readonly phase: "setup" | "entry";
  readonly execution: Execution;
  readonly failures: FailureLog;
  /** The script, in UTF-8, of which a SyntaxError speaks; absent where there is none. */
  readonly source: Uint8Array | undefined;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The error of an invocation that ended in a Panic. Its origin alone chooses the branch; class names, which scripts choose,
 * count only within it. What fails while Snippets load is always the Sandbox's matter.
 */
export function errorOfPanic(panic: Panic, { phase, execution, failures, source }: PanicContext): KobakoError {
  const data: FailureData = {
    execution,
    origin: panic.origin,
    klass: panic.class,
    backtraceLines: Object.freeze(panic.backtrace),
    details:
      source !== undefined && panic.class === "SyntaxError" ? syntaxDetails(panic.details, source) : panic.details,
  };
  return panic.origin === "service" && phase === "entry"
    ? serviceError(panic, data, failures)
    : sandboxError(panic, data, failures);
}

/** The compiler's diagnostics with excerpts; a SyntaxError that a script raised itself has none. */
function syntaxDetails(details: unknown, source: Uint8Array): unknown {
  const diagnostics = readDiagnostics(member(details, "diagnostics"), decoder.decode(source));
  return diagnostics.length === 0 ? details : { diagnostics };
}

function serviceError(panic: Panic, data: FailureData, failures: FailureLog): KobakoError {
  const type = member(panic.details, "type");
  const failure = failures.find(type, panic.message);
  const known = { ...data, cause: failure?.cause };
  switch (type) {
    case "undefined":
      return new NoServiceError(
        failure?.subject === undefined ? panic.message : `${panic.message}: ${failure.subject}`,
        known,
      );
    case "argument":
      return new ServiceArgumentError(panic.message, known);
    case "disconnected":
      return new Disconnected(panic.message, known);
    default:
      return new ServiceError(panic.message, known);
  }
}

function sandboxError(panic: Panic, data: FailureData, failures: FailureLog): KobakoError {
  if (panic.class === "Kobako::BytecodeError") return new BytecodeError(panic.message, data);
  if (panic.class === "Kobako::UndefinedEntrypoint") {
    const name = member(panic.details, "name");
    const available = member(panic.details, "available");
    if (typeof name === "string" && Array.isArray(available)) {
      return new UndefinedEntrypointError(
        name,
        available.filter((one) => typeof one === "string"),
        data,
      );
    }
  }
  const cause =
    panic.origin === "service" ? failures.find(member(panic.details, "type"), panic.message)?.cause : undefined;
  return new SandboxError(panic.message, { ...data, cause });
}

/** A member of the guest's details, which may be anything: a plain object, or a Map under `hashes: "map"`. */
function member(details: unknown, name: string): unknown {
  if (details instanceof Map) return details.get(name);
  return typeof details === "object" && details !== null
    ? Object.getOwnPropertyDescriptor(details, name)?.value
    : undefined;
}
