import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programs, promisedOutput } from "./code-blocks.ts";
import { ExampleFolder, type ProgramOutcome } from "./example-folder.ts";
import { pages } from "./pages.ts";

/** Servers: the packages' own tests run these examples, and ask them things. */
const TESTED_THERE = ["packages/express/README.md", "packages/nest/README.md"];

const folder = new ExampleFolder();
const shown = pages
  .filter(({ path }) => !TESTED_THERE.includes(path))
  .flatMap(({ path, blocks }) =>
    programs(blocks).map((program) => ({ path, ...program, file: folder.save(path, program) })),
  );
const outcomes = new Map<string, ProgramOutcome | undefined>();

describe("the program that a page shows", () => {
  // One process for all of them: a process each would take ten times as long.
  beforeAll(async () => {
    const all = await folder.run(shown.map(({ file }) => file));
    for (const [index, { file }] of shown.entries()) outcomes.set(file, all[index]);
  });
  afterAll(() => folder.remove());

  test.each(shown)("$path, line $line: prints what its comments say", ({ file, text }) => {
    const promised = promisedOutput(text);
    expect(outcomes.get(file)).toEqual({ printed: promised, error: null });
    expect(promised.length).toBeGreaterThan(0);
  });

  test("is accepted by the compiler, which would refuse a wrong one", async () => {
    expect(await folder.typeErrors(shown.map(({ file }) => file))).toBe("");
    const wrong = folder.save("wrong", { text: `${shown[0]?.text}\nconst count: number = "four";\n`, line: 0 });
    expect(await folder.typeErrors([wrong])).toContain("error TS2322");
  });
});
