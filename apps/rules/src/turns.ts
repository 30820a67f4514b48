import { setImmediate } from "node:timers/promises";

/** How long they may follow each other before others get a turn, in milliseconds. */
const SLICE = 5;

/**
 * Lets the event loop turn between pieces of work. An invocation alone does so by itself, but thousands that are each over in
 * microseconds would follow each other without a pause.
 */
export class Turns {
  #since = performance.now();

  async take(): Promise<void> {
    if (performance.now() - this.#since < SLICE) return;
    await setImmediate();
    this.#since = performance.now();
  }
}
