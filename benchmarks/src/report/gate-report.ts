import { styleText } from "node:util";
import { type Comparison, failures, TOLERANCE } from "../gate/judge.ts";
import { textTable } from "./text-table.ts";

function cells({ id, before, now, change, verdict }: Comparison): string[] {
  const ratio = (value: Comparison["now"]): string =>
    value === undefined ? "—" : `${value.ratio.toPrecision(3)} ± ${(value.noise * 100).toFixed(1)} %`;
  const percent = Number.isNaN(change) ? "" : `${change > 0 ? "+" : ""}${(change * 100).toFixed(1)} %`;
  return [id, ratio(before), ratio(now), percent, verdict];
}

/** The gate's table and its verdict in one line. */
export function gateReport(comparisons: readonly Comparison[]): string {
  const failed = failures(comparisons);
  const table = textTable([["case", "baseline", "now", "change", "verdict"], ...comparisons.map(cells)]);
  const summary =
    failed.length === 0
      ? styleText("green", `✓ ${comparisons.length} cases, none slower by more than ${TOLERANCE * 100} %`)
      : styleText("red", `✗ ${failed.map(({ id, verdict }) => `${id} is ${verdict}`).join(", ")}`);
  return `${table}\n${summary}\n`;
}
