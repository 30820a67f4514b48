import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { Sandbox } from "../../src/index.ts";

interface Pattern {
  readonly pattern: string;
  readonly options?: number;
  readonly subjects: readonly string[];
  readonly expected: readonly unknown[];
}

interface Program {
  readonly code: string;
  readonly expected: unknown;
}

/** One question to the guest, and CRuby's answer. */
interface Question {
  readonly name: string;
  readonly target: "Probe" | "Program";
  readonly args: unknown[];
  readonly source: string;
  readonly expected: unknown;
}

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../../conformance/regexp/${name}.json`, import.meta.url), "utf8")) as T;

/** Ruby whose value is the code's value as JSON, or what it raised. */
const asked = (code: string): string => `begin
  JSON.generate([begin; ${code}
  end])
rescue StandardError => error
  JSON.generate(["#{error.class}: #{error.message}"])
end`;

const { code: probe } = read<{ code: string }>("probe");
const options = { memoryLimit: 32 * 1024 * 1024 };
const probing = new Sandbox(options).preload({
  name: "Probe",
  code: `Probe = ->(pattern, options, subject) do\n${asked(probe)}\nend`,
});

const pairs = ["errors", "syntax", "unicode"].flatMap((file) =>
  read<readonly Pattern[]>(file).flatMap(({ pattern, options: bits = 0, subjects, expected }) =>
    subjects.map((subject, index): Question => {
      const args = [pattern, bits, subject];
      return { name: pattern, target: "Probe", args, source: "", expected: expected[index] };
    }),
  ),
);
const programs = read<readonly Program[]>("methods").map(({ code, expected }): Question => ({
  name: code,
  target: "Program",
  args: [],
  source: asked(code),
  expected,
}));
const differences = read<readonly { readonly case: string; readonly reason: string }[]>("differences");

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
