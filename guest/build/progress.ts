/** Tells the person who waits what is being done, how far it is, and how long it has taken. */
export class Progress {
  readonly #started = performance.now();
  readonly #stream = process.stderr;
  #step = "";

  /** A step, or a remark inside one. */
  say(text: string): void {
    this.#write(`${text}`, true);
  }

  /** Item `done` of `total` in a step; on a terminal the line is rewritten, elsewhere only the step's end is told. */
  count(step: string, done: number, total: number, item: string): void {
    if (done === total) this.#write(`${step} ${total}/${total}`, true);
    else if (this.#stream.isTTY) this.#write(`${step} ${done}/${total} ${item}`, false);
    else if (step !== this.#step) this.#write(`${step} (${total})`, true);
    this.#step = step;
  }

  #write(text: string, last: boolean): void {
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(1).padStart(5);
    const line = `guest ${seconds} s  ${text}`;
    if (!this.#stream.isTTY) this.#stream.write(`${line}\n`);
    else this.#stream.write(`\r\u001B[K${line.slice(0, (this.#stream.columns ?? 80) - 1)}${last ? "\n" : ""}`);
  }
}
