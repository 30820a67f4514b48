import type { Described } from "../method/case.ts";
import type { Rounds } from "../method/rounds.ts";

/** What a row shows when nobody disturbs the machine: its 10th percentile, of a rate the 90th. */
export function undisturbed({ unit, all }: Described & Rounds): number {
  return unit === "per second" ? all.high : all.low;
}
