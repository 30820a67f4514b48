import type { Output } from "./report.ts";

const EMPTY = new Uint8Array(0);

/** Bytes of the first allocation; it doubles from there, so that a flood costs what is kept and no more. */
const FIRST_ALLOCATION = 1024;

/** Keeps what one channel of one invocation writes, up to a cap in bytes. */
export class Capture {
  readonly #cap: number;
  readonly #listener: ((chunk: Uint8Array) => void) | undefined;
  #bytes: Uint8Array = EMPTY;
  #length = 0;
  #truncated = false;

  constructor(cap: number | null, listener: ((chunk: Uint8Array) => void) | undefined) {
    this.#cap = cap ?? Number.MAX_SAFE_INTEGER;
    this.#listener = listener;
  }

  /** Copies what fits; the rest is dropped and flagged. The listener sees what was kept. */
  write(chunk: Uint8Array): void {
    const room = this.#cap - this.#length;
    if (chunk.length > room) this.#truncated = true;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    if (kept.length === 0) return;
    this.#reserve(this.#length + kept.length);
    this.#bytes.set(kept, this.#length);
    this.#length += kept.length;
    this.#listener?.(kept);
  }

  #reserve(needed: number): void {
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, Math.min(this.#cap, this.#bytes.length * 2), FIRST_ALLOCATION));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  get truncated(): boolean {
    return this.#truncated;
  }

  /** What was kept; call it once, at the end. */
  finish(): Output {
    if (this.#length === 0) return { bytes: EMPTY, truncated: this.#truncated };
    return { bytes: this.#bytes.slice(0, this.#length), truncated: this.#truncated };
  }
}
