import { readFileSync } from "node:fs";

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
export interface Question {
  readonly name: string;
  readonly target: "Probe" | "Program";
  readonly args: unknown[];
  readonly source: string;
  readonly expected: unknown;
}

/** A file of conformance/regexp. */
export const readCases = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../../conformance/regexp/${name}.json`, import.meta.url), "utf8")) as T;

/** Ruby whose value is the code's value as JSON, or what it raised. */
const asked = (code: string): string => `begin
  JSON.generate([begin; ${code}
  end])
rescue StandardError => error
  JSON.generate(["#{error.class}: #{error.message}"])
end`;

const { code: probe } = readCases<{ code: string }>("probe");

/** The Snippet whose entrypoint `Probe` answers the pairs. */
export const probeSnippet = {
  name: "Probe",
  code: `Probe = ->(pattern, options, subject) do\n${asked(probe)}\nend`,
};

/** Patterns with subjects. */
export const pairs = ["errors", "syntax", "unicode"].flatMap((file) =>
  readCases<readonly Pattern[]>(file).flatMap(({ pattern, options: bits = 0, subjects, expected }) =>
    subjects.map((subject, index): Question => {
      const args = [pattern, bits, subject];
      return { name: pattern, target: "Probe", args, source: "", expected: expected[index] };
    }),
  ),
);

/** Programs about methods. */
export const programs = readCases<readonly Program[]>("methods").map(({ code, expected }): Question => ({
  name: code,
  target: "Program",
  args: [],
  source: asked(code),
  expected,
}));
