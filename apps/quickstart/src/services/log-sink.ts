import { requireText } from "./require-text.ts";

/** What a script logged. Everything in it is untrusted. */
export interface LogEntry {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Behind `Log::Sink`: keeps what scripts log until the host takes it. */
export class LogSink {
  #entries: LogEntry[] = [];

  /** Bound as a function: `Log::Sink.call(:warn, "on hold", order: id)`. A Ruby Symbol arrives as a registered symbol. */
  readonly write = (level: unknown, message: unknown, fields: Readonly<Record<string, unknown>> = {}): void => {
    this.#entries.push({
      level: typeof level === "symbol" ? (level.description ?? "") : requireText(level, "the level"),
      message: requireText(message, "the message"),
      fields,
    });
  };

  takeAll(): LogEntry[] {
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }
}
