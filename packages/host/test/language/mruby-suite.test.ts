import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { Sandbox } from "../../src/index.ts";

/** A test file in which not everything holds here. */
interface Exception {
  readonly file: string;
  /** Assertions that fail, and the blocks in which they do. */
  readonly failed: number;
  readonly fails: readonly string[];
  readonly reason: string;
}

interface Result {
  readonly file: string;
  readonly counted: number;
  readonly failed: number;
  readonly fails: readonly string[];
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const exceptions = JSON.parse(
  read("../../../../conformance/language/mruby-suite-exceptions.json"),
) as readonly Exception[];
const results: Result[] = [];

/** The list of exceptions may only shrink, unless mruby and CRuby disagree: lower this with it. */
const MAX_FAILED = 36;

function runFile(file: string, tests: Readonly<Record<string, string>>): Result {
  const sandbox = new Sandbox({ timeout: 30_000, memoryLimit: 64 * 1024 * 1024 });
  sandbox.preload({ name: "Assert", code: tests["test/assert.rb"] ?? "" });
  sandbox.preload({ name: "Suite", code: read("mruby-suite.rb") });
  const { value } = sandbox.evalSync(`${tests[file] ?? ""}\nsuite_report\n`);
  const [counted, failed, fails] = value as [number, number, string[]];
  return { file, counted, failed, fails };
}

describe("mruby's own test suite, inside the Sandbox", () => {
  beforeAll(() => {
    const script = fileURLToPath(new URL("../../../../guest/build/mruby-tests.ts", import.meta.url));
    const output = execFileSync(process.execPath, [script], { encoding: "utf8", maxBuffer: 1 << 26 });
    const tests = JSON.parse(output) as Record<string, string>;
    for (const file of Object.keys(tests)) {
      if (file !== "test/assert.rb") results.push(runFile(file, tests));
    }
  }, 120_000);

  it("holds in at least 99.5 % of its assertions", () => {
    const counted = results.reduce((sum, result) => sum + result.counted, 0);
    const failed = results.reduce((sum, result) => sum + result.failed, 0);
    expect(results.length).toBeGreaterThanOrEqual(70);
    expect(counted).toBeGreaterThanOrEqual(7500);
    expect(failed / counted).toBeLessThanOrEqual(0.005);
  });

  it("fails in nothing but the exceptions, and in all of them", () => {
    const failing = results
      .filter(({ failed }) => failed > 0)
      .map(({ file, failed, fails }) => ({ file, failed, fails }));
    const expected = exceptions.map(({ file, failed, fails }) => ({ file, failed, fails }));
    expect(failing.toSorted(byFile)).toEqual(expected.toSorted(byFile));
    expect(expected.reduce((sum, { failed }) => sum + failed, 0)).toBeLessThanOrEqual(MAX_FAILED);
    expect(exceptions.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});

function byFile(left: { readonly file: string }, right: { readonly file: string }): number {
  return left.file < right.file ? -1 : 1;
}
