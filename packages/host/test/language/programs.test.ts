import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { crubyVersion, runInCruby } from "./cruby.ts";
import {
  condense,
  type Expected,
  languageFolder,
  programAreas,
  readDifferences,
  readExpected,
  readPrograms,
} from "./programs.ts";
import { programSandbox, runProgram, runProgramAsync } from "./run-program.ts";

const areas = programAreas();
const programs = areas.flatMap(readPrograms);
const expected: Readonly<Record<string, Expected>> = Object.assign({}, ...areas.map(readExpected));
const differences = readDifferences();
const differing = new Map(differences.programs.map(({ program, because }) => [program, because]));

/** Programs may be added at will; the differences may only become fewer. */
const LEAST_PROGRAMS = 510;
const MOST_DIFFERENCES = 3;

/** One in so many also runs with `eval`. */
const SAMPLE = 8;

describe("small Ruby programs, as CRuby 3.1 runs them", () => {
  it.each(areas)("%s: the same output and value, apart from the listed differences", (area) => {
    const sandbox = programSandbox();
    const problems: string[] = [];
    for (const program of readPrograms(area)) {
      const shown = runProgram(sandbox, program);
      const same = JSON.stringify(shown) === JSON.stringify(expected[program.id]);
      if (same === differing.has(program.id)) {
        problems.push(same ? `${program.id} no longer differs: take it off the list` : explain(program.id, shown));
      }
    }
    expect(problems).toEqual([]);
  });

  it("the same with eval", async () => {
    const sandbox = programSandbox();
    const sample = programs.filter(({ id }, index) => index % SAMPLE === 0 && !differing.has(id));
    expect(sample.length).toBeGreaterThanOrEqual(LEAST_PROGRAMS / SAMPLE / 2);
    for (const program of sample) {
      expect(await runProgramAsync(sandbox, program), program.id).toEqual(expected[program.id]);
    }
  });

  it("are many, have names of their own and a result each", () => {
    const ids = programs.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(LEAST_PROGRAMS);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(expected).toSorted()).toEqual(ids.toSorted());
  });

  it("differ on purpose in few cases, each for a reason that is written down", () => {
    expect(differing.size).toBeLessThanOrEqual(MOST_DIFFERENCES);
    expect(differing.size).toBe(differences.programs.length);
    expect([...differing.keys()].filter((id) => !(id in expected))).toEqual([]);
    expect([...differing.values()].filter((reason) => !(reason in differences.reasons))).toEqual([]);
  });

  it("are described in docs/guest-language.md, each by its sentence", () => {
    const guide = readFileSync(new URL("../../docs/guest-language.md", languageFolder), "utf8");
    const [, listed = ""] = /<!-- differences:begin[^>]*-->([^]*)<!-- differences:end -->/.exec(guide) ?? [];
    const sentences = listed.split("\n").filter((line) => line.startsWith("- "));
    expect(sentences.map((line) => line.slice(2))).toEqual(Object.values(differences.reasons));
  });
});

// Where CRuby 3.1 is not installed, the committed results stand for it.
describe.skipIf(crubyVersion()?.startsWith("3.1.") !== true)("the committed results", () => {
  it("are what the machine's CRuby shows", () => {
    const shown = runInCruby(programs);
    const fresh = Object.fromEntries(Object.entries(shown).map(([id, one]) => [id, condense(one)]));
    expect(fresh).toEqual(expected);
  });
});

function explain(id: string, shown: Expected): string {
  return `${id}\n  CRuby ${JSON.stringify(expected[id])}\n  here  ${JSON.stringify(shown)}`;
}
