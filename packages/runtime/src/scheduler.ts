/** Milliseconds that guests of this thread run, all together, before the event loop gets a turn. */
const DEFAULT_SLICE = 5;

function macrotask(task: () => void): void {
  if (typeof setImmediate === "function") {
    setImmediate(task);
    return;
  }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (): void => {
    port1.close();
    task();
  };
  port2.postMessage(undefined);
}

/**
 * Shares this thread between asynchronous guests and everything else. Guest time is charged to the current turn of the
 * event loop; when a slice of it is used up, guests that want to start or go on wait, first come first served, and one
 * of them gets each of the following turns.
 */
export class Scheduler {
  #charged = 0;
  #turnPending = false;
  readonly #waiting: (() => void)[] = [];

  /** Whether the guests of this thread have used up their part of the turn. */
  get exhausted(): boolean {
    return this.#turnPending;
  }

  /** Counts guest time, in milliseconds, when a guest gives up control; then the next one that waits may have it. */
  charge(milliseconds: number, slice: number = DEFAULT_SLICE): void {
    this.#charged += milliseconds;
    if (this.#charged >= slice) this.#requestTurn();
    else if (this.#waiting.length > 0 && !this.#turnPending) this.#waiting.shift()?.();
  }

  /** Resolves in a later turn of the event loop, when it is this caller's go. */
  turn(): Promise<void> {
    this.#requestTurn();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #requestTurn(): void {
    if (this.#turnPending) return;
    this.#turnPending = true;
    macrotask(() => this.#takeTurn());
  }

  #takeTurn(): void {
    this.#turnPending = false;
    this.#charged = 0;
    const next = this.#waiting.shift();
    if (this.#waiting.length > 0) this.#requestTurn();
    next?.();
  }
}
