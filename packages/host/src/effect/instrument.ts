import * as Effect from "effect/Effect";
import * as Metric from "effect/Metric";
import type { InvocationError } from "../errors/invocation-error.ts";
import type { Execution } from "../invocation/execution.ts";
import type { Usage } from "../invocation/usage.ts";

/** Invocations by `verb` and `outcome` (`ok`, or the category of the error). */
export const invocations = Metric.counter("kobako_invocations", {
  description: "Invocations that ended",
  incremental: true,
});

/** Milliseconds inside the guest export, Services included. */
export const wallTime = Metric.histogram("kobako_wall_time_ms", {
  description: "Wall clock of an invocation in milliseconds",
  boundaries: Metric.exponentialBoundaries({ start: 0.01, factor: 4, count: 12 }),
});

/** Service calls that scripts made. */
export const serviceCalls = Metric.counter("kobako_service_calls", {
  description: "Service calls that scripts made",
  incremental: true,
});

/** One span and one set of metrics per invocation; no source, no values, no output. */
export function instrument<Value>(
  invocation: Effect.Effect<Execution<Value>, InvocationError>,
  verb: "eval" | "run",
  target: string | undefined,
): Effect.Effect<Execution<Value>, InvocationError> {
  return invocation.pipe(
    Effect.tap((execution) => record(verb, "ok", execution.usage)),
    Effect.tapError((error) => record(verb, error.category, error.execution.usage)),
    Effect.withSpan(`kobako.${verb}`, { attributes: target === undefined ? {} : { "kobako.target": target } }),
  );
}

function record(verb: string, outcome: string, usage: Usage): Effect.Effect<void> {
  return Effect.all(
    [
      Metric.update(Metric.withAttributes(invocations, { verb, outcome }), 1),
      Metric.update(wallTime, usage.wallTime * 1_000),
      Metric.update(serviceCalls, usage.calls),
      Effect.annotateCurrentSpan({
        "kobako.outcome": outcome,
        "kobako.wall_time": usage.wallTime,
        "kobako.memory_peak": usage.memoryPeak,
        "kobako.fuel": usage.fuel,
        "kobako.calls": usage.calls,
        "kobako.handles": usage.handles,
      }),
    ],
    { discard: true },
  );
}
