import { Execution } from "../invocation/execution.ts";
import { jsonValue } from "../invocation/json-value.ts";
import { display } from "./display.ts";
import { YieldableError } from "./yieldable-error.ts";

/** Whom an invocation's failure is attributed to: the engine and its caps, the script, or a Service. */
export type Category = "trap" | "sandbox" | "service";

/** What a failure is known by. Everything but the message is optional, because not every failure reached the guest. */
export interface FailureData {
  /** Output and usage up to the failure. */
  readonly execution?: Execution | undefined;
  /** The side that the guest's report names. */
  readonly origin?: "sandbox" | "service" | undefined;
  /** The guest class of the exception. */
  readonly klass?: string | undefined;
  readonly backtraceLines?: readonly string[] | undefined;
  readonly details?: unknown;
  /** The host error behind this one. It never reaches the guest. */
  readonly cause?: unknown;
}

/** Characters of a message that are kept: scripts choose it, and may make it as long as their memory. */
const MAX_MESSAGE = 65_536;
/** Guest frames that `util.inspect` shows. */
const SHOWN_FRAMES = 100;

/**
 * The root of everything that an invocation can end in, other than a value. An ordinary `Error` that is also a tagged
 * Effect error: `_tag` names the exact class, `instanceof` follows the hierarchy, and it can be yielded in `Effect.gen`.
 */
export abstract class KobakoError<Tag extends string = string> extends YieldableError {
  /** The name of the exact class, for `Effect.catchTag` and `switch`. */
  abstract readonly _tag: Tag;
  /** Whom the failure is attributed to. */
  abstract readonly category: Category;
  /** Output and usage up to the failure; `Execution.EMPTY` when no guest code ran. */
  declare readonly execution: Execution;
  /** The side that the guest's report names; absent when the guest reported nothing. */
  declare readonly origin: "sandbox" | "service" | undefined;
  /** The guest class of the exception, as the script would name it. */
  declare readonly klass: string | undefined;
  /** Guest frames, innermost first, such as `(eval):3` and `(snippet:Name):7:in total`. */
  declare readonly backtraceLines: readonly string[];
  /** What the guest, or the error that a Service threw, says besides; plain data. */
  declare readonly details: unknown;

  constructor(message: string, data: FailureData = {}) {
    // Made safe here once: messages come from scripts, and dying processes, consoles and logs print them raw.
    super({ message: display(capped(message)) });
    hide(this, "message", this.message);
    if (data.cause !== undefined) hide(this, "cause", data.cause);
    // A process that dies of the error prints every enumerable property, up to megabytes of a script's output.
    hide(this, "execution", data.execution ?? Execution.EMPTY);
    hide(this, "origin", data.origin);
    hide(this, "klass", data.klass);
    hide(this, "backtraceLines", data.backtraceLines ?? []);
    hide(this, "details", data.details);
  }

  /** One line or more for people, safe to print. */
  override toString(): string {
    return `${this._tag}: ${this.message}`;
  }

  /** What a log wants: no host stack, no cause, no output. */
  override toJSON(): object {
    return {
      _tag: this._tag,
      category: this.category,
      message: this.message,
      origin: this.origin,
      klass: this.klass,
      backtraceLines: this.backtraceLines,
      details: jsonValue(this.details),
      usage: this.execution.usage,
    };
  }

  /** Node's `util.inspect`: the stack, then the guest's frames, then the cause. */
  [Symbol.for("nodejs.util.inspect.custom")](
    _depth: number,
    options: object,
    inspect?: (value: unknown, options: object) => string,
  ): string {
    const lines = [this.stack ?? this.toString()];
    if (this.backtraceLines.length > 0) {
      const shown = this.backtraceLines.slice(0, SHOWN_FRAMES);
      lines.push("  guest:", ...shown.map((line) => `    ${display(line.slice(0, 200))}`));
      if (shown.length < this.backtraceLines.length)
        lines.push(`    … and ${this.backtraceLines.length - shown.length} more`);
    }
    if (this.cause !== undefined && inspect !== undefined) {
      lines.push(`  [cause]: ${display(inspect(this.cause, options)).replaceAll("\n", "\n  ")}`);
    }
    return lines.join("\n");
  }
}

function capped(message: string): string {
  const more = message.length - MAX_MESSAGE;
  return more <= 0 ? message : `${message.slice(0, MAX_MESSAGE)}… (${more} more characters)`;
}

function hide(error: object, name: string, value: unknown): void {
  Object.defineProperty(error, name, { value, enumerable: false, configurable: true, writable: true });
}
