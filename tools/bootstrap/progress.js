import { formatDuration } from "./timings.js";

/**
 * @typedef {object} Terminal where progress is written
 * @property {(text: string) => unknown} write
 * @property {boolean | undefined} [isTTY]
 * @property {number | undefined} [columns]
 */

const FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
const REDRAW_INTERVAL = 100;
/** Between two lines about one step where nothing can be redrawn, such as a CI log. */
const LINE_INTERVAL = 10_000;

/**
 * Shows what is being done, how far it is, and for how long: one line that is redrawn on a terminal, plain lines elsewhere.
 * A step that never starts prints nothing.
 */
export class Progress {
  #terminal;
  #live;
  #colour;
  #now;

  /**
   * @param {Terminal} terminal
   * @param {Readonly<Record<string, string | undefined>>} env
   * @param {() => number} [now] milliseconds
   */
  constructor(terminal, env, now = () => performance.now()) {
    this.#terminal = terminal;
    this.#live = terminal.isTTY === true && !env["CI"] && env["TERM"] !== "dumb";
    this.#colour = this.#live && !env["NO_COLOR"];
    this.#now = now;
  }

  /**
   * @param {string} title what is being done, such as "Installing dependencies"
   * @param {string} estimate how long it may take, from `Timings`
   */
  start(title, estimate) {
    return new Step(title, estimate, {
      write: (text) => this.#terminal.write(text),
      columns: () => this.#terminal.columns || 80,
      live: this.#live,
      paint: (code, text) => (this.#colour ? `\x1b[${code}m${text}\x1b[0m` : text),
      now: this.#now,
    });
  }

  /** @param {string} message the one line that says why nothing more happens */
  fail(message) {
    const cross = this.#colour ? "\x1b[31m✗\x1b[0m" : "✗";
    this.#terminal.write(`${cross} ${message}\n`);
  }
}

/**
 * @typedef {object} Canvas
 * @property {(text: string) => unknown} write
 * @property {() => number} columns
 * @property {boolean} live whether a line can be redrawn
 * @property {(code: number, text: string) => string} paint
 * @property {() => number} now
 */

class Step {
  #title;
  #estimate;
  #canvas;
  #started;
  #lastLine;
  #detail = "";
  #frame = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /**
   * @param {string} title
   * @param {string} estimate
   * @param {Canvas} canvas
   */
  constructor(title, estimate, canvas) {
    this.#title = title;
    this.#estimate = estimate;
    this.#canvas = canvas;
    this.#started = this.#lastLine = canvas.now();
    if (canvas.live) {
      this.#redraw();
      this.#timer = setInterval(() => this.#redraw(), REDRAW_INTERVAL);
      this.#timer.unref();
    } else {
      canvas.write(`${title} (${estimate})\n`);
    }
  }

  /** @param {string} detail how far it is, such as "80 of 105 packages" */
  update(detail) {
    this.#detail = detail;
    if (this.#canvas.live || this.#canvas.now() - this.#lastLine < LINE_INTERVAL) return;
    this.#lastLine = this.#canvas.now();
    this.#canvas.write(`  ${detail}, ${formatDuration(this.elapsed)}\n`);
  }

  /** Leaves the terminal to a child process that shows its own progress. */
  handOver() {
    if (!this.#canvas.live) return;
    this.#stop();
    this.#canvas.write(`${this.#canvas.paint(2, `▸ ${this.#title} (${this.#estimate})`)}\n`);
  }

  /** @param {string} summary what came of it */
  done(summary) {
    this.#stop();
    const time = formatDuration(this.elapsed);
    this.#canvas.write(`${this.#canvas.paint(32, "✓")} ${summary} ${this.#canvas.paint(2, `in ${time}`)}\n`);
  }

  /** Takes the line away: what follows says why. */
  abandon() {
    this.#stop();
  }

  /** @returns {number} milliseconds since the start */
  get elapsed() {
    return this.#canvas.now() - this.#started;
  }

  #stop() {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#canvas.write("\r\x1b[2K");
  }

  #redraw() {
    const { paint, write, columns } = this.#canvas;
    const frame = FRAMES[this.#frame++ % FRAMES.length] ?? "";
    const middle = this.#detail === "" ? "" : ` · ${this.#detail}`;
    const text = `${this.#title}${middle} · ${formatDuration(this.elapsed)} (${this.#estimate})`;
    write(`\r\x1b[2K${paint(36, frame)} ${text.slice(0, Math.max(0, columns() - 3))}`);
  }
}
