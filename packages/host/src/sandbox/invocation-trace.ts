import { createTracer, isTraced } from "../invocation/tracing.ts";
import type { Usage } from "../invocation/usage.ts";

/** What subscribers of `kobako:invocation` receive; no source, no values, no output. */
export interface InvocationTrace {
  /** What was called. */
  readonly verb: "eval" | "run";
  /** The constant that `run` names. */
  readonly target: string | undefined;
  /** How deep the invocation is nested in others; 1 when it is not. */
  readonly depth: number;
  /** Set on `error` and `end`. */
  usage?: Usage;
  /** Set on `error`, and on an `end` after it. */
  error?: unknown;
}

const tracer = createTracer("kobako:invocation");

/** Publishes the start; `undefined` when nobody listens. */
export function traceStart(
  verb: "eval" | "run",
  target: string | undefined,
  depth: number,
): InvocationTrace | undefined {
  if (!isTraced(tracer)) return undefined;
  const trace: InvocationTrace = { verb, target, depth };
  tracer.start.publish(trace);
  return trace;
}

/** Publishes how it ended: `error` if it failed, then `end`. */
export function traceEnd(trace: InvocationTrace, usage: Usage, error: unknown): void {
  trace.usage = usage;
  if (error !== undefined) {
    trace.error = error;
    tracer?.error.publish(trace);
  }
  tracer?.end.publish(trace);
}
