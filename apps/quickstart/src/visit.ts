import { type Execution, KobakoError } from "@kobako/host";
import type { Beats, Heartbeat } from "./heartbeat.ts";
import type { OrderSandbox } from "./order-sandbox.ts";
import type { LogEntry, LogSink } from "./services/log-sink.ts";
import type { Step } from "./step.ts";

/** How a step went. */
export interface Visit {
  readonly step: Step;
  /** After a failure, too: output and usage up to it. */
  readonly execution: Execution;
  readonly error: KobakoError | undefined;
  /** What the script gave to `Log::Sink`. */
  readonly log: readonly LogEntry[];
  /** What the process's own timer did meanwhile. */
  readonly beats: Beats;
}

/** `"value"`, or the error's `_tag`. */
export function endingOf({ error }: Visit): string {
  return error?._tag ?? "value";
}

/** Takes one step. @throws whatever is not the end of an invocation: a mistake of this app */
export async function visit(step: Step, sandbox: OrderSandbox, log: LogSink, heartbeat: Heartbeat): Promise<Visit> {
  heartbeat.take();
  const { execution, error } = await settle(step.enter(sandbox));
  return { step, execution, error, log: log.takeAll(), beats: heartbeat.take() };
}

async function settle(entered: Promise<Execution>): Promise<Pick<Visit, "execution" | "error">> {
  try {
    return { execution: await entered, error: undefined };
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    return { execution: error.execution, error };
  }
}
