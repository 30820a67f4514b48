import { display, displayInspected } from "../errors/display.ts";
import { jsonValue } from "./json-value.ts";
import { Usage } from "./usage.ts";

// `ignoreBOM` keeps a leading U+FEFF that the script wrote.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** One captured channel, as the runtime reports it. */
export interface CapturedOutput {
  readonly bytes: Uint8Array;
  readonly truncated: boolean;
}

const NO_OUTPUT: CapturedOutput = { bytes: new Uint8Array(0), truncated: false };

/**
 * The frozen record of one invocation. After a failure, `value` is `undefined` and the rest tells what happened up to it.
 * Bytes are put together, and texts decoded, when they are
 * first read.
 */
export class Execution<Value = unknown> {
  /** What an error carries when no guest code ran. */
  static readonly EMPTY: Execution = new Execution<unknown>(undefined);

  /** What the last expression, or the entrypoint, gave. */
  readonly value: Value;
  /** Whether the script wrote more than the cap kept. */
  readonly stdoutTruncated: boolean;
  /** The same for standard error. */
  readonly stderrTruncated: boolean;
  /** What the invocation spent. */
  readonly usage: Usage;
  readonly #output: CapturedOutput;
  readonly #errors: CapturedOutput;
  #stdout: string | undefined;
  #stderr: string | undefined;

  constructor(
    value: Value,
    stdout: CapturedOutput = NO_OUTPUT,
    stderr: CapturedOutput = NO_OUTPUT,
    usage: Usage = Usage.EMPTY,
  ) {
    this.value = value;
    this.#output = stdout;
    this.#errors = stderr;
    this.stdoutTruncated = stdout.truncated;
    this.stderrTruncated = stderr.truncated;
    this.usage = usage;
    Object.freeze(this);
  }

  /** Exactly what the script wrote to standard output, up to the cap. */
  get stdoutBytes(): Uint8Array {
    return this.#output.bytes;
  }

  /** Exactly what it wrote to standard error. */
  get stderrBytes(): Uint8Array {
    return this.#errors.bytes;
  }

  /** Standard output as text. Bytes that are no UTF-8 become U+FFFD; a character that the cap tore is left out. */
  get stdout(): string {
    return (this.#stdout ??= decode(this.stdoutBytes, this.stdoutTruncated));
  }

  /** Standard error as text. */
  get stderr(): string {
    return (this.#stderr ??= decode(this.stderrBytes, this.stderrTruncated));
  }

  /** What a log or a response wants; see `jsonValue` for the values that JSON lacks. */
  toJSON(): object {
    return {
      value: jsonValue(this.value),
      stdout: this.stdout,
      stderr: this.stderr,
      stdoutTruncated: this.stdoutTruncated,
      stderrTruncated: this.stderrTruncated,
      usage: this.usage,
    };
  }

  /** Node's `util.inspect`, which escapes what the script wrote. */
  [Symbol.for("nodejs.util.inspect.custom")](
    _depth: number,
    options: object,
    inspect?: (value: unknown, options: object) => string,
  ): string {
    return `Execution ${inspect === undefined ? display(JSON.stringify(this)) : displayInspected(inspect(this.toJSON(), options))}`;
  }
}

function decode(bytes: Uint8Array, truncated: boolean): string {
  if (bytes.length === 0) return "";
  // A streaming decoder holds an unfinished last character back: after a clipped channel it is the torn one.
  return truncated
    ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes, { stream: true })
    : decoder.decode(bytes);
}
