import { CodecError, decodeOutcome, type Outcome, OUTCOME_VALUE } from "@kobako/codec";
import { type Report, RuntimeError } from "@kobako/runtime";
import { SandboxError } from "../errors/sandbox-error.ts";
import { Disconnected } from "../errors/service-error.ts";
import { PoolTimeoutError, SetupError } from "../errors/setup-error.ts";
import { TimeoutError, TrapError } from "../errors/trap-error.ts";
import { isPromise } from "../services/promises.ts";
import { describeIssues, type StandardResult, type StandardSchema } from "../services/standard-schema.ts";
import { errorOfPanic, errorOfTrap } from "./attribution.ts";
import { Execution } from "./execution.ts";
import { UNDEFINED_FAULT } from "./fault.ts";
import { HandleFault } from "./handle-fault.ts";
import type { InvocationContext } from "./invocation-context.ts";
import { Deadline, readingOf, TimeIsOver } from "./long-message.ts";
import type { Usage } from "./usage.ts";

/** How an invocation ended: its Execution, and the error if it failed. */
export interface Ending {
  readonly execution: Execution;
  readonly error: Error | undefined;
}

/** Reads a Report: an engine trap wins, then the outcome's first byte decides. What was written never matters. */
export function settle(report: Report, context: InvocationContext): Ending {
  const { wallTime, memoryPeak, fuel } = report.usage;
  // Spelt out: what is spread takes half as much room again, and every Sandbox keeps one.
  const usage: Usage = Object.freeze({
    wallTime,
    memoryPeak,
    fuel,
    calls: context.calls,
    handles: context.handles.issued,
  });
  const close = (value: unknown): Execution => new Execution(value, report.stdout, report.stderr, usage);
  if (report.trap !== undefined) return failed(errorOfTrap(report.trap, close(undefined)));
  let outcome: Outcome;
  const bytes = report.outcome ?? new Uint8Array(0);
  try {
    outcome = decodeOutcome(bytes, context.handles, readingOf(bytes, context.decoding, new Deadline(report.deadline)));
  } catch (error) {
    return failed(unreadable(error, bytes, close(undefined)));
  }
  if (outcome.ok) return { execution: close(outcome.value), error: undefined };
  const { failures, source } = context;
  return failed(errorOfPanic(outcome.panic, { phase: report.phase, execution: close(undefined), failures, source }));
}

function failed(error: Error & { readonly execution: Execution }): Ending {
  return { execution: error.execution, error };
}

function unreadable(
  error: unknown,
  outcome: Uint8Array,
  execution: Execution,
): TrapError | SandboxError | Disconnected {
  if (error instanceof TimeIsOver) return new TimeoutError(error.message, { execution });
  if (error instanceof HandleFault && error.type === "disconnected") {
    return new Disconnected("the result holds an object that the host withdrew", { execution });
  }
  if (error instanceof CodecError && error.code === "DuplicateKey" && outcome[0] === OUTCOME_VALUE)
    return new SandboxError(`the result cannot cross to the host: ${error.message}`, { execution, cause: error });
  const reason = error instanceof CodecError ? error.message : UNDEFINED_FAULT.message;
  return new TrapError(`the guest's outcome breaks the wire contract: ${reason}`, { execution, cause: error });
}

/** The error of an invocation that the runtime could not start. */
export function errorOfRuntime(error: unknown): unknown {
  if (!(error instanceof RuntimeError)) return error;
  return new (error.code === "Setup" ? SetupError : PoolTimeoutError)(error.message, { cause: error });
}

/** Validates the value of an Execution; a Promise only when the schema is asynchronous. */
export function validateValue(execution: Execution, schema: StandardSchema): Execution | Promise<Execution> {
  const result = schema["~standard"].validate(execution.value);
  return isPromise(result) ? result.then((settled) => accept(execution, settled)) : accept(execution, result);
}

function accept(execution: Execution, result: StandardResult<unknown>): Execution {
  if (result.issues !== undefined) {
    throw new SandboxError(`the value does not match \`returns\`: ${describeIssues(result.issues)}`, {
      execution,
      details: result.issues.map(({ message, path }) => ({ message, path })),
    });
  }
  if (result.value === execution.value) return execution;
  const stdout = { bytes: execution.stdoutBytes, truncated: execution.stdoutTruncated };
  const stderr = { bytes: execution.stderrBytes, truncated: execution.stderrTruncated };
  return new Execution(result.value, stdout, stderr, execution.usage);
}
