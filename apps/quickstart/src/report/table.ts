import { clip, textWidth } from "./text-width.ts";
import type { Style, Terminal } from "./terminal.ts";

export interface Column {
  readonly heading: string;
  readonly align: "left" | "right";
}

export interface Cell {
  readonly text: string;
  readonly style?: Style;
}

const GAP = 2;
const NARROWEST_FIRST = 12;

/** Aligned lines, no wider than `width`: the first column gives way, and then the last ones are left out. */
export function tableLines(
  terminal: Terminal,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): string[] {
  const headings = columns.map(({ heading }): Cell => ({ text: heading, style: "dim" }));
  const all = [headings, ...rows];
  const widths = columnWidths(all, width);
  return all.map((row) =>
    widths
      .map((columnWidth, at) => paintCell(terminal, row[at] ?? { text: "" }, columns[at]?.align ?? "left", columnWidth))
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
}

function columnWidths(rows: readonly (readonly Cell[])[], width: number): number[] {
  const [first = 0, ...others] = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => textWidth(row[at]?.text ?? ""))),
  );
  const room = (): number => others.reduce((rest, one) => rest - GAP - one, width);
  while (others.length > 0 && room() < Math.min(first, NARROWEST_FIRST)) others.pop();
  return [Math.min(first, room()), ...others];
}

function paintCell(terminal: Terminal, { text, style }: Cell, align: Column["align"], width: number): string {
  const clipped = clip(text, width);
  const painted = style === undefined ? clipped : terminal.paint(style, clipped);
  const padding = " ".repeat(width - textWidth(clipped));
  return align === "left" ? painted + padding : padding + painted;
}
