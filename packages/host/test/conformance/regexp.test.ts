import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { Sandbox } from "../../src/index.ts";
import { pairs, probeSnippet, programs, type Question, readCases } from "./regexp-questions.ts";

const options = { memoryLimit: 32 * 1024 * 1024 };
const probing = new Sandbox(options).preload(probeSnippet);
const differences = readCases<readonly { readonly case: string; readonly reason: string }[]>("differences");

/** The list of differences may only shrink: lower this with it. */
const MAX_DIFFERENCES = 19;

/** The answer that the JSON text holds, if it is the expected one; else both. */
function compare({ name, expected }: Question, value: unknown): readonly string[] {
  const [answer] = JSON.parse(String(value)) as unknown[];
  return isDeepStrictEqual(answer, expected) ? [] : [name];
}

describe("patterns, subjects and programs that CRuby 3.1 was asked", () => {
  it("are many, and each difference has a reason", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(250);
    expect(programs.length).toBeGreaterThanOrEqual(200);
    expect(differences.filter(({ reason }) => reason.length < 20)).toEqual([]);
    expect(differences.length).toBeLessThanOrEqual(MAX_DIFFERENCES);
  });

  it("have CRuby's answer, and only the listed ones another (sync)", () => {
    const different = [...pairs, ...programs].flatMap((question) => {
      const { value } =
        question.target === "Probe"
          ? probing.runSync("Probe", question.args)
          : new Sandbox(options).evalSync(question.source);
      return compare(question, value);
    });
    expect([...new Set(different)].toSorted()).toEqual(differences.map((each) => each.case).toSorted());
  });

  it("have it in the asynchronous mode, too", async () => {
    const known = new Set(differences.map((each) => each.case));
    const sample = [...pairs, ...programs].filter(({ name }, index) => index % 8 === 0 && !known.has(name));
    for (const question of sample) {
      const { value } =
        question.target === "Probe"
          ? await probing.run("Probe", question.args)
          : await new Sandbox(options).eval(question.source);
      expect(compare(question, value)).toEqual([]);
    }
  });
});
