import { UNPRINTABLE } from "./display.ts";

/** Something that the compiler says about a script. */
export interface Diagnostic {
  /** Counts from 1. */
  readonly line: number;
  /** Where in the line what is wrong begins; counts from 1, in UTF-16 code units as editors do. */
  readonly column: number;
  /** What the compiler says. */
  readonly message: string;
  /** Only an error keeps the script from running. */
  readonly severity: "error" | "warning";
  /** The line, or the part of it around the column, and a caret below the column. Safe to print. */
  readonly excerpt: string;
}

/** UTF-16 code units of a line that an excerpt shows at most. */
const MAX_EXCERPT = 160;

/**
 * Reads what the guest's compiler reported about `source`: an array of maps, whose columns count bytes. Unreadable entries are
 * dropped.
 */
export function readDiagnostics(value: unknown, source: string): readonly Diagnostic[] {
  if (!Array.isArray(value) || value.length === 0) return [];
  const lines = source.split("\n");
  return value.flatMap((entry: unknown) => {
    const [line, bytes, message, severity] = ["line", "column", "message", "severity"].map((name) => read(entry, name));
    if (typeof line !== "number" || typeof bytes !== "number" || typeof message !== "string") return [];
    const text = (lines[line - 1] ?? "").replace(/\r$/, "");
    const column = columnOf(text, bytes);
    const kind = severity === "warning" ? "warning" : "error";
    return [Object.freeze({ line, column, message, severity: kind, excerpt: excerptOf(text, column) } as const)];
  });
}

/** One line for each Diagnostic, as the guest's SyntaxError words them. */
export function describeDiagnostics(name: string, diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`).join("\n");
}

function read(entry: unknown, name: string): unknown {
  if (entry instanceof Map) return entry.get(name);
  return typeof entry === "object" && entry !== null ? Object.getOwnPropertyDescriptor(entry, name)?.value : undefined;
}

/** The column of the character that holds a byte, or that after the last one. */
function columnOf(line: string, byteColumn: number): number {
  let bytes = 1;
  let column = 1;
  for (const character of line) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (bytes > byteColumn) break;
    column += character.length;
  }
  return column;
}

function excerptOf(line: string, column: number): string {
  const start = Math.max(0, column - 1 - MAX_EXCERPT / 2);
  // A cut through a surrogate pair leaves halves, which are replaced like controls.
  const shown = line
    .slice(start, start + MAX_EXCERPT)
    .replaceAll("\t", " ")
    .replace(UNPRINTABLE, "\u{FFFD}");
  return `${shown}\n${" ".repeat(column - 1 - start)}^`;
}
