import { spreadOf } from "../method/distribution.ts";
import type { Goal } from "../method/case.ts";
import { isMeasured, type Row } from "../method/suite-result.ts";
import { goalText, isMet, percent, quantity } from "./quantity.ts";
import { undisturbed } from "./undisturbed.ts";

/** What tables show of a row, as texts; empty where there is nothing. */
export interface RowCells {
  readonly median: string;
  readonly undisturbed: string;
  readonly spread: string;
  readonly worst: string;
  readonly goal: string;
  readonly rubyGem: string;
}

const NOTHING: RowCells = { median: "—", undisturbed: "", spread: "", worst: "", goal: "", rubyGem: "" };

/** A goal is met by the median; half a mark says that only what is undisturbed meets it: measure on a quieter machine. */
function markOf(goal: Goal, median: number, best: number): string {
  if (isMet(goal, median)) return "✓";
  return isMet(goal, best) ? "◐" : "✗";
}

export function rowCells(row: Row): RowCells {
  if (!isMeasured(row)) return NOTHING;
  const { unit, all, goal, rubyGem } = row;
  const before = rubyGem?.before === undefined ? "" : ` (0.4.0: ${quantity(rubyGem.before, unit)})`;
  return {
    median: quantity(all.median, unit),
    undisturbed: quantity(undisturbed(row), unit),
    spread: percent(spreadOf(all)),
    // The worst of a rate would be its best.
    worst: unit === "per second" ? "" : quantity(all.worst, unit),
    goal: goal === undefined ? "" : `${markOf(goal, all.median, undisturbed(row))} ${goalText(goal, unit)}`,
    rubyGem: rubyGem === undefined ? "" : `${quantity(rubyGem.current, unit)}${before}`,
  };
}
