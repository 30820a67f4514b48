import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { distributionOf } from "../src/method/distribution.ts";
import type { Row, SuiteResult } from "../src/method/suite-result.ts";
import { barChart } from "../src/report/bar-chart.ts";
import { markdownTable } from "../src/report/markdown-table.ts";
import { markRegion, readRegion, replaceRegion } from "../src/report/marked-region.ts";
import { resultsDocument, SUMMARY_REGION } from "../src/report/results-document.ts";
import { terminalReport } from "../src/report/terminal-report.ts";
import { suiteNames } from "../src/suites/registry.ts";

const environment = {
  ...{ at: "2026-11-22T10:00Z", commit: "abc1234", node: "26.10.0", v8: "14.6", platform: "linux x64", cpu: "some" },
  ...{ cores: 2, memoryGiB: 24, load: [1, 1.5] as const },
};

function row(id: string, values: readonly number[], more: Partial<Row> = {}): Row {
  const each = values.map((value) => distributionOf([value]));
  return { id, unit: "µs", measures: "Something.", caveat: "Nothing.", all: distributionOf(values), each, ...more };
}

function result(suite: string, cases: readonly Row[], figures: readonly Row[] = []): SuiteResult {
  return { suite, about: "Things: all of them.", environment, cases, figures };
}

const goal = { bound: "at most", value: 30 } as const;
const evals = result("eval", [
  row("nil", [10, 12, 14], { goal, rubyGem: { current: 61, before: 135 } }),
  { id: "gone", unit: "µs", measures: "It.", caveat: "No.", unavailable: "no compiler" },
]);
const ours = result("peer-kobako", [row("nil", [10, 10, 10])]);
const theirs = result("peer-quickjs-context", [row("nil", [100, 120, 100])]);
const floor = result("peer-node-vm", [row("nil", [20, 20, 20])]);

describe("the terminal's report", () => {
  it("shows median, goal, the gem's figure, and why something is missing", () => {
    const text = terminalReport(evals);
    expect(text).toMatch(/nil +12\.0 µs +10\.4 µs +± 8\.3 % +14\.0 µs +✓ ≤ 30\.0 µs +61\.0 µs \(0\.4\.0: 135 µs\)/);
    expect(text).toContain("gone: no compiler");
  });
});

it("a goal that only the undisturbed samples meet is half met", () => {
  const text = (values: readonly number[]): string => terminalReport(result("eval", [row("nil", values, { goal })]));
  expect(text([20, 40, 40])).toContain("◐ ≤ 30.0 µs");
  expect(text([40, 40, 40])).toContain("✗ ≤ 30.0 µs");
});

describe("RESULTS.md", () => {
  const { markdown, charts } = resultsDocument([evals, ours, theirs, floor], suiteNames);

  it("says where it was measured and how busy that was", () => {
    expect(markdown).toContain("at commit abc1234 on Node 26.10.0 (V8 14.6), linux x64, 2 cores");
    expect(markdown).toContain("between 1 and 1.5");
  });

  it("has every row with its line of warning", () => {
    expect(markdown).toContain("| `nil` | 12.0 µs | 10.4 µs | ± 8.3 % | 14.0 µs | ✓ ≤ 30.0 µs |");
    expect(markdown).toContain("- `gone`: It. _No._ _Not measured: no compiler._");
  });

  it("compares peers in the rounds in which they were measured", () => {
    expect(markdown).toMatch(/\| quickjs-emscripten \| context \| 10\.0× \| 100 µs/);
  });

  it("takes no engine without isolation for the fastest peer", () => {
    expect(readRegion(markdown, SUMMARY_REGION)).toContain("100 µs (quickjs-emscripten, fresh context)");
  });

  it("has a picture for each section that has bars", () => {
    expect([...charts.keys()]).toEqual(["peers", "eval"]);
    for (const name of charts.keys()) expect(markdown).toContain(`](charts/${name}.svg)`);
  });

  it("is nothing without results", () => {
    expect(() => resultsDocument([], suiteNames)).toThrow("there are no results");
  });
});

describe("a chart", () => {
  const bar = { label: "a < b & c", text: "1 µs", value: 1, from: 0.5, to: 2, strong: true };
  const svg = barChart("Title", "Note", [bar, { ...bar, value: 100, strong: false }]);

  it("is readable in light and dark, and says in words what it is", () => {
    expect(svg).toContain("prefers-color-scheme: dark");
    expect(svg).toContain('role="img" aria-label="Title"');
  });

  it("writes labels as text, whatever is in them", () => {
    expect(svg).toContain("a &lt; b &amp; c");
    expect(svg).not.toContain("a < b");
  });

  it("draws the larger value longer", () => {
    const widths = Array.from(svg.matchAll(/<rect [^>]*width="([\d.]+)"/g), ([, width]) => Number(width));
    expect(widths[1]).toBeGreaterThan(widths[0] ?? Number.NaN);
    expect(widths.every((width) => width >= 0)).toBe(true);
  });
});

describe("a marked region", () => {
  const text = `before\n\n${markRegion("x", "old")}\n\nafter`;

  it("is replaced alone", () => {
    const replaced = replaceRegion(text, "x", "new");
    expect(readRegion(replaced, "x")).toBe("new");
    expect(replaced).toMatch(/^before[\s\S]*after$/);
  });

  it("must be there", () => {
    expect(() => replaceRegion(text, "y", "new")).toThrow("no region y");
  });

  it("of README says what RESULTS.md says", async () => {
    const [readme, results] = await Promise.all(
      ["../../README.md", "../RESULTS.md"].map((path) => readFile(new URL(path, import.meta.url), "utf8")),
    );
    const published = readRegion(results ?? "", SUMMARY_REGION);
    expect(published).toBeDefined();
    expect(readRegion(readme ?? "", SUMMARY_REGION)).toBe(published);
  });
});

it("a table's cells cannot break it", () => {
  expect(markdownTable(["a", "b"], [["x|y", "1\n2"]])).toBe("| a | b |\n| --- | ---: |\n| x\\|y | 1 2 |");
});
