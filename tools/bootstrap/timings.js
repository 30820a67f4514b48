import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** @typedef {"install" | "guest"} StepName */

/** Milliseconds that a first run took on two cores, for a machine that has not measured its own yet. */
const TYPICAL = { install: 15_000, guest: 45_000 };

/** How long each step took the last time, in a git-ignored file. Losing the file loses nothing but the estimate. */
export class Timings {
  /** @type {Record<string, unknown>} */
  #measured = {};
  #file;

  /** @param {string} file */
  constructor(file) {
    this.#file = file;
    try {
      const content = JSON.parse(readFileSync(file, "utf8"));
      if (typeof content === "object" && content !== null) this.#measured = content;
    } catch {
      // absent or damaged: the typical values serve
    }
  }

  /**
   * @param {StepName} step
   * @returns {string} for a reader, such as "last time 12 s"
   */
  estimate(step) {
    const measured = this.#measured[step];
    return typeof measured === "number"
      ? `last time ${formatDuration(measured)}`
      : `usually about ${formatDuration(TYPICAL[step])}`;
  }

  /**
   * @param {StepName} step
   * @param {number} milliseconds
   */
  record(step, milliseconds) {
    this.#measured[step] = Math.round(milliseconds);
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(this.#file, `${JSON.stringify(this.#measured)}\n`);
    } catch {
      // a read-only or full disk costs the estimate only
    }
  }
}

/**
 * @param {number} milliseconds
 * @returns {string} "0.4 s", "12 s", "2 min 5 s"
 */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const rest = whole % 60;
  return `${Math.floor(whole / 60)} min${rest === 0 ? "" : ` ${rest} s`}`;
}
