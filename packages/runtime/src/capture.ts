import type { Output } from "./report.ts";

const EMPTY = new Uint8Array(0);

/** Bytes of the first allocation; the next ones are as large as all before them, so that a flood costs what is kept and no more. */
const FIRST_ALLOCATION = 1024;

/** Bytes of the largest allocation: what was written is not moved again while it grows. */
const LARGEST_ALLOCATION = 1024 * 1024;

/** What is kept where there is no cap. No string of any engine holds more than twice of it, and no process much more of them. */
const MOST = 256 * 1024 * 1024;

/** What most invocations write; one for all of them. */
const NOTHING: Output = Object.freeze({ bytes: EMPTY, truncated: false });

/** What was kept, put together when somebody wants to see it: after a flood, that takes longer than a deadline may be missed by. */
class KeptOutput implements Output {
  readonly truncated: boolean;
  #pieces: readonly Uint8Array[];

  constructor(pieces: readonly Uint8Array[], truncated: boolean) {
    this.#pieces = pieces;
    this.truncated = truncated;
  }

  get bytes(): Uint8Array {
    const [first = EMPTY, ...others] = this.#pieces;
    if (others.length === 0) return first;
    const whole = new Uint8Array(this.#pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [whole];
    return whole;
  }
}

/** Keeps what one channel of one invocation writes, up to a cap in bytes. */
export class Capture {
  /** Bytes that still fit. */
  #room: number;
  readonly #listener: ((chunk: Uint8Array) => void) | undefined;
  /** Full pieces. */
  readonly #pieces: Uint8Array[] = [];
  #last: Uint8Array = EMPTY;
  #lastLength = 0;
  #length = 0;
  #truncated = false;

  constructor(cap: number | null, listener: ((chunk: Uint8Array) => void) | undefined) {
    this.#room = Math.min(cap ?? MOST, MOST);
    this.#listener = listener;
  }

  /** Copies what fits; the rest is dropped and flagged. The listener sees what was kept. */
  write(chunk: Uint8Array): void {
    if (chunk.length > this.#room) this.#truncated = true;
    const kept = chunk.length > this.#room ? chunk.subarray(0, this.#room) : chunk;
    if (kept.length === 0) return;
    this.#room -= kept.length;
    this.#append(kept);
    this.#listener?.(kept);
  }

  #append(bytes: Uint8Array): void {
    const fits = Math.min(bytes.length, this.#last.length - this.#lastLength);
    this.#last.set(fits === bytes.length ? bytes : bytes.subarray(0, fits), this.#lastLength);
    this.#lastLength += fits;
    this.#length += fits;
    if (fits === bytes.length) return;
    const rest = bytes.length - fits;
    if (this.#lastLength > 0) this.#pieces.push(this.#last);
    const size = Math.max(rest, Math.min(Math.max(this.#length, FIRST_ALLOCATION), LARGEST_ALLOCATION));
    this.#last = new Uint8Array(Math.min(size, rest + this.#room));
    this.#last.set(bytes.subarray(fits));
    this.#lastLength = rest;
    this.#length += rest;
  }

  get truncated(): boolean {
    return this.#truncated;
  }

  /** Whether somebody sees what is written at once. */
  get hasListener(): boolean {
    return this.#listener !== undefined;
  }

  /** What was kept; nothing may be written afterwards. */
  finish(): Output {
    if (this.#length === 0 && !this.#truncated) return NOTHING;
    const last = this.#last.slice(0, this.#lastLength);
    if (this.#pieces.length === 0) return { bytes: last, truncated: this.#truncated };
    return new KeptOutput([...this.#pieces, last], this.#truncated);
  }
}
