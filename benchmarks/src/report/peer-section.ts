import type { SuiteResult } from "../method/suite-result.ts";
import { peers } from "../peers/registry.ts";
import { PEER_PREFIX } from "../peers/peer-suite.ts";
import { tasks } from "../peers/tasks.ts";
import { barChart } from "./bar-chart.ts";
import { markdownTable } from "./markdown-table.ts";
import { measuredRow, roundRatio } from "./peer-ratio.ts";
import { quantity } from "./quantity.ts";
import type { Section } from "./suite-section.ts";
import { undisturbed } from "./undisturbed.ts";

const SHOWN = [...tasks.map(({ id }) => id), "host-call"];

interface Shown {
  readonly title: string;
  readonly fresh: string;
  readonly ours: boolean;
  readonly result: SuiteResult | undefined;
}

function shownPeers(results: readonly SuiteResult[]): Shown[] {
  return peers.map(({ id, title, fresh }) => ({
    title,
    fresh,
    ours: id === "kobako",
    result: results.find(({ suite }) => suite === `${PEER_PREFIX}${id}`),
  }));
}

function chartOf(shown: readonly Shown[]): Section["chart"] {
  const bars = shown.flatMap(({ title, fresh, ours, result }) => {
    const row = measuredRow(result, "nil");
    if (row === undefined) return [];
    const { median, upperQuartile } = row.all;
    const label = `${title}, fresh ${fresh}`.replace("quickjs-emscripten", "quickjs").replace(" and context", "");
    return [
      {
        ...{ label, text: quantity(median, row.unit), value: median },
        ...{ from: undisturbed(row), to: upperQuartile, strong: ours },
      },
    ];
  });
  if (bars.length === 0) return undefined;
  const note = "Median, logarithmic: shorter is faster. node:vm is no security boundary.";
  return { name: "peers", svg: barChart("The smallest script in fresh isolation", note, bars) };
}

/** The peers side by side: a row each, a column for each task. */
export function peerSection(results: readonly SuiteResult[]): Section {
  const shown = shownPeers(results);
  const ours = shown.find((one) => one.ours)?.result;
  const rows = shown.map(({ title, fresh, result }) => {
    const fast = measuredRow(ours, "nil");
    const slow = measuredRow(result, "nil");
    const times = fast === undefined || slow === undefined ? "—" : quantity(roundRatio(slow, fast).median, "×");
    const cells = SHOWN.map((id) => {
      const row = measuredRow(result, id);
      return row === undefined
        ? "—"
        : `${quantity(row.all.median, row.unit)} (${quantity(undisturbed(row), row.unit)})`;
    });
    return [title, fresh, times, ...cells];
  });
  const chart = chartOf(shown);
  const markdown = [
    "## Peers",
    "",
    "The same work on other engines, each in a process of its own, in turns. Median, and in parentheses what it takes undisturbed. Times × is how long the smallest script takes compared with kobako.",
    "",
    ...(chart === undefined ? [] : ["![peers](charts/peers.svg)", ""]),
    markdownTable(["engine", "fresh each time", "nil ×", ...SHOWN], rows, ["fresh each time"]),
    "",
    ...tasks.map(({ id, measures }) => `- \`${id}\`: ${measures}`),
    "- `host-call`: One call of a host function with a number in and out: the difference of the two loops, per call.",
    "",
    ...peers.map(({ title, fresh, caveat }) => `- ${title}, fresh ${fresh}: ${caveat}`),
    "",
  ].join("\n");
  return { markdown, chart };
}
