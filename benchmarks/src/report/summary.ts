import type { Described } from "../method/case.ts";
import type { Rounds } from "../method/rounds.ts";
import type { SuiteResult } from "../method/suite-result.ts";
import { PEER_PREFIX } from "../peers/peer-suite.ts";
import { peers } from "../peers/registry.ts";
import { markdownTable } from "./markdown-table.ts";
import { measuredRow } from "./peer-ratio.ts";
import { quantity } from "./quantity.ts";
import { rowCells } from "./row-cells.ts";

interface Line {
  readonly text: string;
  readonly suite: string;
  readonly id: string;
  /** The task that peers do instead. */
  readonly task?: string;
}

const LINES: readonly Line[] = [
  { text: "`eval` of the smallest script, from a clean state", suite: "eval", id: "nil", task: "nil" },
  { text: "`run` of a preloaded entrypoint", suite: "run", id: "no-arguments" },
  { text: "the same with 64 snippets more", suite: "setup", id: "snippets-64" },
  { text: "Service call", suite: "services", id: "call", task: "host-call" },
  { text: "Service call that returns a Promise", suite: "services", id: "async-call" },
  { text: "call of the script's block", suite: "blocks", id: "yield" },
  { text: "string of 64 KiB, made and returned", suite: "returns", id: "string-64k", task: "string-64k" },
  { text: "100 000 rounds of a loop", suite: "programs", id: "while", task: "xor-100k" },
  { text: "`new Sandbox()`", suite: "eval", id: "construct" },
  { text: "isolated evals on one thread", suite: "throughput", id: "nil-1" },
  { text: "memory per idle tenant", suite: "memory", id: "used" },
];

/** The fastest engine that isolates: node:vm does not. */
function fastestPeer(results: readonly SuiteResult[], task: string): string {
  let best: { title: string; row: Described & Rounds } | undefined;
  for (const { id, title, fresh } of peers) {
    if (id === "kobako" || id === "node-vm") continue;
    const row = measuredRow(
      results.find(({ suite }) => suite === `${PEER_PREFIX}${id}`),
      task,
    );
    if (row === undefined || (best !== undefined && best.row.all.median <= row.all.median)) continue;
    best = { title: `${title}, fresh ${fresh}`, row };
  }
  return best === undefined ? "" : `${quantity(best.row.all.median, best.row.unit)} (${best.title})`;
}

/** The table that README shows too. */
export function summary(results: readonly SuiteResult[]): string {
  const rows = LINES.map(({ text, suite, id, task }) => {
    const row = measuredRow(
      results.find((one) => one.suite === suite),
      id,
    );
    const cells = row === undefined ? undefined : rowCells(row);
    const peer = task === undefined ? "" : fastestPeer(results, task);
    return [text, cells?.median ?? "—", cells?.goal ?? "", peer, cells?.rubyGem ?? ""];
  });
  return markdownTable(["", "kobako", "goal", "fastest isolating peer", "Ruby gem, other machine"], rows);
}
