import type { Beats } from "../heartbeat.ts";
import { endingOf, type Visit } from "../visit.ts";
import { bytes, count, milliseconds } from "./quantities.ts";
import { type Cell, type Column, tableLines } from "./table.ts";
import type { Terminal } from "./terminal.ts";
import { wrap } from "./text-width.ts";

const COLUMNS: readonly Column[] = [
  { heading: "invocation", align: "left" },
  { heading: "ended in", align: "left" },
  { heading: "fuel", align: "right" },
  { heading: "wall time", align: "right" },
  { heading: "memory", align: "right" },
  { heading: "calls", align: "right" },
];

/** All invocations at a glance. */
export function printSummary(terminal: Terminal, visits: readonly Visit[]): void {
  terminal.line();
  for (const line of tableLines(terminal, COLUMNS, visits.map(summaryRow), terminal.width)) terminal.line(line);
  terminal.line();
}

function summaryRow(visit: Visit): readonly Cell[] {
  const { usage } = visit.execution;
  return [
    { text: visit.step.title },
    { text: endingOf(visit), style: visit.error === undefined ? "green" : "red" },
    { text: count(usage.fuel) },
    { text: milliseconds(usage.wallTime) },
    { text: bytes(usage.memoryPeak) },
    { text: count(usage.calls) },
  ];
}

/** A sentence with a mark for whether what it says is good. */
export function printRemark(terminal: Terminal, good: boolean, sentence: string): void {
  const mark = good ? terminal.paint("green", "✓") : terminal.paint("red", "✗");
  for (const [index, line] of wrap(sentence, terminal.width - 2).entries())
    terminal.line(`${index === 0 ? mark : " "} ${line}`);
}

/** All beats as if they had been counted together. */
export function sumBeats(visits: readonly Visit[]): Beats {
  return {
    ticks: visits.reduce((sum, { beats }) => sum + beats.ticks, 0),
    worstLag: Math.max(...visits.map(({ beats }) => beats.worstLag)),
  };
}
