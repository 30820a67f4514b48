import { readdirSync, readFileSync } from "node:fs";

/** A small Ruby program: what it prints and what it ends in are compared with CRuby. */
export interface Program {
  /** `area/name`: the file and the heading. */
  readonly id: string;
  readonly source: string;
}

/** What a run of a Program showed. */
export interface Shown {
  readonly stdout: string;
  readonly stderr: string;
  /** `inspect` of the last expression's value, or `Class: message` of what was raised. */
  readonly value?: string;
  readonly raised?: string;
}

/** What a Program shows on CRuby, as the committed data has it: empty outputs are left out. */
export type Expected = Partial<Shown>;

/** A Program that shows something else here, on purpose. */
interface Difference {
  readonly program: string;
  /** A key of `reasons`. */
  readonly because: string;
}

export interface Differences {
  /** What differs from CRuby, in sentences for the reader of docs/guest-language.md. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly programs: readonly Difference[];
}

/** conformance/language, which holds the programs and what CRuby makes of them. */
export const languageFolder = new URL("../../../../conformance/language/", import.meta.url);

const HEADING = /^### (.+)$/m;

/** The feature areas, each a file of programs. */
export function programAreas(): readonly string[] {
  return readdirSync(new URL("programs/", languageFolder))
    .filter((name) => name.endsWith(".rb"))
    .map((name) => name.slice(0, -3))
    .toSorted();
}

/** The programs of an area, in the file's order. A line `### name` begins one. */
export function readPrograms(area: string): readonly Program[] {
  const [before = "", ...parts] = readFileSync(new URL(`programs/${area}.rb`, languageFolder), "utf8").split(HEADING);
  if (before.trim() !== "") throw new Error(`${area}.rb begins without a heading`);
  const programs: Program[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    programs.push({ id: `${area}/${parts[at]}`, source: (parts[at + 1] ?? "").trim() });
  }
  return programs;
}

/** What CRuby makes of an area's programs, by their ids. */
export function readExpected(area: string): Readonly<Record<string, Expected>> {
  return readJson(`expected/${area}.json`) as Record<string, Expected>;
}

export function readDifferences(): Differences {
  return readJson("differences.json") as Differences;
}

/** The source that is run: the program, whose value is shown as a Ruby programmer would see it. Lines keep their numbers. */
export function showing(source: string): string {
  return `(begin; ${source}\nend).inspect`;
}

/** Without what is empty, as the committed data has it. */
export function condense({ stdout, stderr, value, raised }: Shown): Expected {
  return {
    ...(stdout === "" ? {} : { stdout }),
    ...(stderr === "" ? {} : { stderr }),
    ...(value === undefined ? {} : { value }),
    ...(raised === undefined ? {} : { raised }),
  };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, languageFolder), "utf8"));
}
