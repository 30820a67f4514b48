import { TrapError } from "../errors/trap-error.ts";
import { endSignal } from "./end-signal.ts";

/** Turns the chunks of one channel into text for a callback, whole characters only. */
export class OutputStream {
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #callback: (text: string) => void;
  readonly #option: string;

  constructor(callback: (text: string) => void, option: string) {
    this.#callback = callback;
    this.#option = option;
  }

  /** A callback that throws ends the invocation: what it would have seen next is not lost without a word. */
  readonly write = (chunk: Uint8Array): void => {
    const text = this.#decoder.decode(chunk, { stream: true });
    if (text === "") return;
    try {
      this.#callback(text);
    } catch (cause) {
      const message = `${this.#option} threw an error`;
      throw endSignal(message, (data) => new TrapError(message, { ...data, cause }));
    }
  };

  /** Hands over an unfinished character as U+FFFD, unless the cap tore it. */
  end(truncated: boolean): void {
    const rest = truncated ? "" : this.#decoder.decode();
    if (rest === "") return;
    try {
      this.#callback(rest);
    } catch {
      // The invocation is over and has its outcome; there is nothing left to end.
    }
  }
}
