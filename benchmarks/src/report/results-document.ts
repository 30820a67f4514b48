import type { Environment } from "../method/environment.ts";
import type { SuiteResult } from "../method/suite-result.ts";
import { PEER_PREFIX } from "../peers/peer-suite.ts";
import { markRegion } from "./marked-region.ts";
import { peerSection } from "./peer-section.ts";
import { suiteSection } from "./suite-section.ts";
import { summary } from "./summary.ts";

/** The name of the region that README copies. */
export const SUMMARY_REGION = "benchmark-summary";

export interface ResultsDocument {
  readonly markdown: string;
  /** File name without extension → SVG. */
  readonly charts: ReadonlyMap<string, string>;
}

function machine({ at, commit, node, v8, platform, cpu, cores, memoryGiB }: Environment): string {
  return `Measured ${at.slice(0, 10)} at commit ${commit} on Node ${node} (V8 ${v8}), ${platform}, ${cores} cores (CPU model ${cpu}), ${memoryGiB} GiB.`;
}

/** How busy the machine was, over all suites: a reader must know before trusting a millisecond. */
function loads(results: readonly SuiteResult[]): string {
  const all = results.flatMap(({ environment }) => environment.load);
  return `The load average lay between ${Math.min(...all)} and ${Math.max(...all)}; the measurement itself is 1 of it.`;
}

const HOW = `Every suite runs in a fresh process, warmed up, in rounds in which its cases take turns, so that a ratio compares what was
measured side by side. _Median_ is over all samples; _undisturbed_ is the 10th percentile (of rates the 90th), which is
what the machine does when nobody else wants it; _spread_ is half the width of the middle half. A goal is met (✓) by the
median; ◐ says that only the undisturbed value meets it, on a machine that others were using. The Ruby gem's figures
are those that it publishes, from another machine (Apple silicon): a direction, not a comparison.
\`pnpm bench --publish\` makes this page.`;

/** RESULTS.md and its pictures, from the kept results. `order` is that of the suites. */
export function resultsDocument(results: readonly SuiteResult[], order: readonly string[]): ResultsDocument {
  const suites = results
    .filter(({ suite }) => order.includes(suite))
    .toSorted((left, right) => order.indexOf(left.suite) - order.indexOf(right.suite));
  const measuredPeers = results.filter(({ suite }) => suite.startsWith(PEER_PREFIX));
  const [first] = [...suites, ...measuredPeers];
  if (first === undefined) throw new Error("there are no results: run `pnpm bench` first");
  const sections = [...(measuredPeers.length === 0 ? [] : [peerSection(measuredPeers)]), ...suites.map(suiteSection)];
  const markdown = [
    "# Results",
    "",
    machine(first.environment),
    loads([...suites, ...measuredPeers]),
    "",
    HOW,
    "",
    markRegion(SUMMARY_REGION, summary(results)),
    "",
    ...sections.map((section) => section.markdown),
  ].join("\n");
  const charts = new Map(
    sections.flatMap(({ chart }) => (chart === undefined ? [] : [[chart.name, chart.svg] as const])),
  );
  return { markdown: `${markdown.trimEnd()}\n`, charts };
}
