import type { Ratio, Ratios } from "./ratios.ts";

/** What is forgiven, as a part of the baseline's ratio. */
export const TOLERANCE = 0.1;

/** How many standard errors a difference must be beyond to count. */
const CERTAINTY = 3;

export interface Comparison {
  readonly id: string;
  readonly before: Ratio | undefined;
  readonly now: Ratio | undefined;
  /** How much slower, as a part: 0.12 is 12 %. NaN when one side is missing. */
  readonly change: number;
  readonly verdict: "same" | "slower" | "faster" | "within noise" | "new" | "gone";
}

function compare(id: string, before: Ratio | undefined, now: Ratio | undefined): Comparison {
  if (before === undefined) return { id, before, now, change: Number.NaN, verdict: "new" };
  if (now === undefined) return { id, before, now, change: Number.NaN, verdict: "gone" };
  const change = now.ratio / before.ratio - 1;
  const noise = CERTAINTY * Math.hypot(before.noise, now.noise);
  return { id, before, now, change, verdict: verdictOf(change, noise) };
}

function verdictOf(change: number, noise: number): Comparison["verdict"] {
  if (Math.abs(change) <= TOLERANCE) return "same";
  if (Math.abs(change) <= noise) return "within noise";
  return change > 0 ? "slower" : "faster";
}

/** Every guarded case against the baseline. */
export function judge(before: Ratios, now: Ratios): Comparison[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return ids.map((id) => compare(id, before[id], now[id]));
}

/** What fails the gate: a case that got slower, or one that is not guarded any more. Nothing compared fails as well. */
export function failures(comparisons: readonly Comparison[]): Comparison[] {
  return comparisons.filter(({ verdict }) => verdict === "slower" || verdict === "gone");
}
