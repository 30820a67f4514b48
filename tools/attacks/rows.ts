import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One way in which sandboxes were broken, and the tests that hold it here. */
export interface AttackRow {
  readonly row: number;
  readonly class: string;
  readonly advisories: readonly string[];
  /** `file > the beginning of a title`, of a group of tests or of one. */
  readonly tests: readonly string[];
}

/** A test that somebody is still writing. This list may only shrink. */
interface AwaitedTest {
  readonly row: number;
  readonly test: string;
  readonly why: string;
}

export interface AttackTable {
  readonly rows: readonly AttackRow[];
  readonly awaited: readonly AwaitedTest[];
}

export function readAttacks(root: string): AttackTable {
  return JSON.parse(readFileSync(join(root, "conformance/attacks/rows.json"), "utf8")) as AttackTable;
}

/** `file > title` in its parts; an empty title means the whole file. */
export function splitReference(reference: string): readonly [file: string, title: string] {
  const at = reference.indexOf(" > ");
  return [reference.slice(0, at), reference.slice(at + 3)];
}
