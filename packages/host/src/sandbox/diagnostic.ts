/** Something that the compiler says about a script. */
export interface Diagnostic {
  /** Counts from 1. */
  readonly line: number;
  /** Counts from 1. */
  readonly column: number;
  readonly message: string;
  readonly severity: "error" | "warning";
  /** The line, and a caret below the column. */
  readonly excerpt: string;
}

const MAX_EXCERPT = 160;

/** Reads what the guest's compiler reported: an array of maps. Unreadable entries are dropped. */
export function readDiagnostics(value: unknown, source: string): readonly Diagnostic[] {
  if (!Array.isArray(value) || value.length === 0) return [];
  const lines = source.split(/\r\n|\n|\r/);
  return value.flatMap((entry: unknown) => {
    const { line, column, message, severity } = (entry ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof line !== "number" || typeof column !== "number" || typeof message !== "string") return [];
    const kind = severity === "warning" ? "warning" : "error";
    return [
      Object.freeze({
        line,
        column,
        message,
        severity: kind,
        excerpt: excerptOf(lines[line - 1] ?? "", column),
      } as const),
    ];
  });
}

function excerptOf(line: string, column: number): string {
  const start = Math.max(0, Math.min(column - 1, line.length) - MAX_EXCERPT / 2);
  const shown = line.slice(start, start + MAX_EXCERPT).replaceAll("\t", " ");
  return `${shown}\n${" ".repeat(Math.max(0, Math.min(column - 1 - start, shown.length)))}^`;
}
