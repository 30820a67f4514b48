import { inspect } from "node:util";
import type { LogEntry } from "../services/log-sink.ts";
import type { Visit } from "../visit.ts";
import { printable } from "./printable.ts";
import { bytes, count, counted, milliseconds } from "./quantities.ts";
import type { Style, Terminal } from "./terminal.ts";
import { clip, textWidth, wrap } from "./text-width.ts";
import { valueLines } from "./value-lines.ts";

const INDENT = 2;
const LABEL = 7;
/** Lines that are shown of one output or value. */
const MAX_LINES = 14;

/** One invocation: what it wrote, what it logged, what it ended in, what it used. */
export function printSection(terminal: Terminal, visit: Visit): void {
  const { step, execution, error } = visit;
  printHeading(terminal, visit);
  for (const line of wrap(step.about, terminal.width - INDENT))
    terminal.line(terminal.paint("dim", `${" ".repeat(INDENT)}${line}`));

  print(terminal, "output", textLines(execution.stdout), "cyan");
  print(terminal, "log", visit.log.map(logLine));
  if (error === undefined) print(terminal, "value", valueLines(execution.value, contentWidth(terminal)));
  else {
    print(terminal, "error", wrap(printable(`${error._tag}: ${error.message}`), contentWidth(terminal)), "red");
    print(terminal, "at", error.backtraceLines.map(printable));
    const { ticks, worstLag } = visit.beats;
    const beats = `ticked ${counted(ticks, "time")} meanwhile, at most ${worstLag.toFixed(1)} ms late`;
    print(terminal, "timer", wrap(beats, contentWidth(terminal)));
  }
  print(terminal, "used", wrap(usageText(visit), contentWidth(terminal)));
}

function printHeading(terminal: Terminal, visit: Visit): void {
  const { title, verb } = visit.step;
  const call = `sandbox.${verb}`;
  const rule = "─".repeat(Math.max(terminal.width - textWidth(title) - call.length - 4, 2));
  const mark = terminal.paint(visit.error === undefined ? "green" : "red", "●");
  terminal.line();
  terminal.line(`${mark} ${terminal.paint("bold", title)} ${terminal.paint("dim", `${rule} ${call}`)}`);
}

function print(terminal: Terminal, label: string, lines: readonly string[], style?: Style): void {
  const width = contentWidth(terminal);
  const shown =
    lines.length > MAX_LINES
      ? [...lines.slice(0, MAX_LINES - 1), `… and ${lines.length - MAX_LINES + 1} lines more`]
      : lines;
  for (const [index, line] of shown.entries()) {
    const clipped = clip(line, width);
    const start = terminal.paint("dim", (index === 0 ? label : "").padEnd(LABEL));
    terminal.line(
      `${" ".repeat(INDENT)}${start} ${style === undefined ? clipped : terminal.paint(style, clipped)}`.trimEnd(),
    );
  }
}

function contentWidth(terminal: Terminal): number {
  return terminal.width - INDENT - LABEL - 1;
}

function textLines(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n").map(printable);
}

function logLine({ level, message, fields }: LogEntry): string {
  const details = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === "string" ? value : inspect(value)}`,
  );
  return printable([level, message, ...details].join("  "));
}

function usageText({ execution: { usage } }: Visit): string {
  const parts = [
    `${count(usage.fuel)} fuel`,
    milliseconds(usage.wallTime),
    `${bytes(usage.memoryPeak)} memory`,
    counted(usage.calls, "Service call"),
  ];
  if (usage.handles > 0) parts.push(counted(usage.handles, "Handle"));
  return parts.join(" · ");
}
