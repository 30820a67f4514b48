/** Ticks of a timer over some time: how many there were, and how late the latest of them came. */
export interface Beats {
  readonly ticks: number;
  /** Milliseconds between when a tick was due and when it came, at worst. */
  readonly worstLag: number;
}

const INTERVAL_MS = 1;

/** The process's own timer, as a server would have one: it shows whether guests leave the event loop alone. */
export class Heartbeat implements Disposable {
  #ticks = 0;
  #worstLag = 0;
  #last = performance.now();
  readonly #timer = setInterval(() => {
    const now = performance.now();
    this.#worstLag = Math.max(this.#worstLag, now - this.#last - INTERVAL_MS);
    this.#last = now;
    this.#ticks += 1;
  }, INTERVAL_MS);

  /** What happened since the last call. A tick that is overdue by now counts with the lag that it has already. */
  take(): Beats {
    const now = performance.now();
    const beats = { ticks: this.#ticks, worstLag: Math.max(this.#worstLag, now - this.#last - INTERVAL_MS, 0) };
    this.#ticks = 0;
    this.#worstLag = 0;
    this.#last = now;
    return beats;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
