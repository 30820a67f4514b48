/** What subscribers of `kobako:service` receive; no arguments and no results. */
export interface ServiceTrace {
  /** The constant path, or `"Handle"`. Scripts choose it and the method: at most 100 characters of each, safe to print. */
  readonly target: string;
  /** The name that the script called. */
  readonly method: string;
  /** Set on the `error` message. */
  error?: unknown;
}

interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}

/** The channels of one kind of operation, named as `diagnostics_channel.tracingChannel(name)` names them. */
export interface Tracer {
  readonly start: Channel;
  readonly end: Channel;
  readonly error: Channel;
}

/** `undefined` where there is no `node:diagnostics_channel`. */
export function createTracer(name: string): Tracer | undefined {
  const channels = globalThis.process?.getBuiltinModule?.("node:diagnostics_channel");
  if (channels === undefined) return undefined;
  const open = (event: string): Channel => channels.channel(`tracing:${name}:${event}`);
  return { start: open("start"), end: open("end"), error: open("error") };
}

/** Whether anybody listens; the only cost of a tracer that nobody listens to. */
export function isTraced(tracer: Tracer | undefined): tracer is Tracer {
  return (
    tracer !== undefined && (tracer.start.hasSubscribers || tracer.end.hasSubscribers || tracer.error.hasSubscribers)
  );
}
