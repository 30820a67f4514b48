import { isMeasured, type Row, type SuiteResult } from "../method/suite-result.ts";
import { barChart } from "./bar-chart.ts";
import { markdownTable } from "./markdown-table.ts";
import { quantity } from "./quantity.ts";
import { rowCells } from "./row-cells.ts";
import { undisturbed } from "./undisturbed.ts";

const HEAD = ["case", "median", "undisturbed", "spread", "worst", "goal", "Ruby gem, other machine"];

/** A page's part and the picture in it. */
export interface Section {
  readonly markdown: string;
  readonly chart: { readonly name: string; readonly svg: string } | undefined;
}

function tableRow(row: Row): string[] {
  const { median, undisturbed: best, spread, worst, goal, rubyGem } = rowCells(row);
  return [`\`${row.id}\``, median, best, spread, worst, goal, rubyGem];
}

function chartOf({ suite, about, cases }: SuiteResult): Section["chart"] {
  const bars = cases.filter(isMeasured).map((row) => ({
    label: row.id,
    text: quantity(row.all.median, row.unit),
    value: row.all.median,
    from: undisturbed(row),
    to: row.unit === "per second" ? row.all.lowerQuartile : row.all.upperQuartile,
    strong: !/(?:^node-vm|-native|-cruby|-unmetered|^idle|^node-)/.test(row.id),
  }));
  if (bars.length === 0) return undefined;
  const note = "Median, logarithmic; the line goes from the undisturbed value to the far quartile.";
  return { name: suite, svg: barChart(about.split(/[.:]/, 1)[0] ?? suite, note, bars) };
}

/** What a suite found, with what each case measures and must not be compared with. */
export function suiteSection(result: SuiteResult): Section {
  const rows = [...result.cases, ...result.figures];
  const chart = chartOf(result);
  const notes = rows.map((row) => {
    const missing = isMeasured(row) ? "" : ` _Not measured: ${row.unavailable}._`;
    return `- \`${row.id}\`: ${row.measures} _${row.caveat}_${missing}`;
  });
  const picture = chart === undefined ? [] : [`![${chart.name}](charts/${chart.name}.svg)`, ""];
  const markdown = [
    `## ${result.suite}`,
    "",
    result.about,
    "",
    ...picture,
    markdownTable(HEAD, rows.map(tableRow)),
    "",
    "<details><summary>What each row measures, and what it must not be compared with</summary>",
    "",
    ...notes,
    "",
    "</details>",
    "",
  ].join("\n");
  return { markdown, chart };
}
