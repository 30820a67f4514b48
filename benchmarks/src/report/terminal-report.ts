import { styleText } from "node:util";
import { isMeasured, type Row, type SuiteResult } from "../method/suite-result.ts";
import { rowCells } from "./row-cells.ts";
import { textTable } from "./text-table.ts";

function cells(row: Row): string[] {
  const { median, undisturbed, spread, worst, goal, rubyGem } = rowCells(row);
  return [row.id, median, undisturbed, spread, worst, goal, rubyGem];
}

/** One suite's result for a terminal. */
export function terminalReport({ suite, about, environment, cases, figures }: SuiteResult): string {
  const head = ["", "median", "undisturbed", "spread", "worst", "goal", "Ruby gem ¹"];
  const unavailable = [...cases, ...figures].flatMap((row) =>
    isMeasured(row) ? [] : [styleText("yellow", `  ${row.id}: ${row.unavailable}`)],
  );
  const [before, after] = environment.load;
  const machine = `Node ${environment.node}, load ${before} → ${after} on ${environment.cores} cores`;
  return [
    styleText("bold", `${suite}: ${about}`),
    textTable([head, ...cases.map(cells), ...figures.map(cells)]),
    ...unavailable,
    styleText("dim", `  ${machine}; ¹ published, another machine`),
    "",
  ].join("\n");
}
