import { inspect } from "node:util";
import { printable } from "./printable.ts";
import { textWidth } from "./text-width.ts";

/** A value as a reader of JavaScript would write it. Lines break between the entries of an Array or object, not within one. */
export function valueLines(value: unknown, width: number): string[] {
  const whole = oneLine(value);
  if (textWidth(whole) <= width || typeof value !== "object" || value === null) return [whole];
  if (Array.isArray(value)) return ["[", ...pack(value.map(oneLine), width), "]"];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype) return [whole];
  return [
    "{",
    ...pack(
      Object.entries(value).map(([key, member]) => oneLine({ [key]: member }).slice(2, -2)),
      width,
    ),
    "}",
  ];
}

function oneLine(value: unknown): string {
  return printable(inspect(value, { depth: 4, maxArrayLength: 20, compact: true, breakLength: Infinity }));
}

/** As many entries on each line as it takes. */
function pack(entries: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const text = index === entries.length - 1 ? entry : `${entry},`;
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last) + 1 + textWidth(text) <= width)
      lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(`  ${text}`);
  }
  return lines;
}
