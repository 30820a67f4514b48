import type { Goal, Unit } from "../method/case.ts";

function digits(value: number): string {
  const size = Math.abs(value);
  const text = size >= 100 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(2);
  return text.replace(/\B(?=(?:\d{3})+(?!\d)(?<!\.\d*))/g, " ");
}

/** A value as people read it: `8.62 µs`, `7.10 ms`, `64.0 KiB`, `3.20×`. */
export function quantity(value: number, unit: Unit): string {
  switch (unit) {
    case "µs":
      return time(value);
    case "bytes":
      return Math.abs(value) >= 1024 ** 2
        ? `${digits(value / 1024 ** 2)} MiB`
        : Math.abs(value) >= 1024
          ? `${digits(value / 1024)} KiB`
          : `${digits(value)} B`;
    case "per second":
      return `${digits(value)}/s`;
    case "×":
      return `${digits(value)}×`;
  }
}

function time(microseconds: number): string {
  const size = Math.abs(microseconds);
  if (size >= 1_000_000) return `${digits(microseconds / 1_000_000)} s`;
  if (size >= 1000) return `${digits(microseconds / 1000)} ms`;
  return size >= 0.995 || size === 0 ? `${digits(microseconds)} µs` : `${digits(microseconds * 1000)} ns`;
}

export function isMet(goal: Goal, value: number): boolean {
  return goal.bound === "at most" ? value <= goal.value : value >= goal.value;
}

/** A goal as a short text: `≤ 30.0 µs`. */
export function goalText(goal: Goal, unit: Unit): string {
  return `${goal.bound === "at most" ? "≤" : "≥"} ${quantity(goal.value, unit)}`;
}

/** "± 4 %" for 0.04. */
export function percent(part: number): string {
  return Number.isFinite(part) ? `± ${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %` : "";
}
