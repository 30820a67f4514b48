import type { DecodeOptions } from "@kobako/codec";

/** Bytes that are read in less than a millisecond, whatever they hold. */
const SHORT = 8192;

/** How to read `bytes`: `check`, which throws when time is over, is called again and again while a long message is read. */
export function readingOf(
  bytes: Uint8Array,
  decoding: DecodeOptions | undefined,
  clock: { check(): void },
): DecodeOptions | undefined {
  return bytes.length < SHORT ? decoding : { ...decoding, interrupt: () => clock.check() };
}

/** What ends the reading of a result whose invocation has no time left. */
export class TimeIsOver extends Error {
  constructor() {
    super("the time of the invocation was over before its result was read");
  }
}

/** A clock for what is read after the guest has left. */
export class Deadline {
  readonly #at: number;

  /** @param at on the clock of `performance.now()` */
  constructor(at: number) {
    this.#at = at;
  }

  check(): void {
    if (performance.now() >= this.#at) throw new TimeIsOver();
  }
}
