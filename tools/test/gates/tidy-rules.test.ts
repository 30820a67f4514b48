import { describe, expect, test } from "vitest";
import { tidyProblems } from "../../gates/tidy-rules.ts";

const machine = ["registry.machine.example", "/srv/checkout/"];
const problemsIn = (path: string, text: string) => tidyProblems([{ path, text }], machine);

describe("the tidy rules refuse", () => {
  test.each([
    ["a registry host, also in the lock file", "pnpm-lock.yaml", "registry.machine.example", /this machine's/],
    ["a path of this machine", "docs/guide.md", "see /srv/checkout/main", /this machine's/],
    [
      "download addresses in the lock file",
      "pnpm-lock.yaml",
      "    tarball: https://somewhere/x.tgz",
      /download addresses/,
    ],
    [
      "a version outside the catalog",
      "packages/a/package.json",
      '{"dependencies":{"effect":"4.1.0"}}',
      /effect has a version of/,
    ],
    ["a runtime dependency at the root", "package.json", '{"dependencies":{"effect":"catalog:"}}', /root has runtime/],
    ["a built binary", "guest/dist/kobako.wasm", "", /binary is committed/],
    ["binary content under a text name", "notes.txt", "a\0b", /binary content/],
    ["a focused test", "packages/host/test/a.test.ts", `test.${"only"}('x', () => {});`, /line 1 focuses or skips/],
    [
      "a skipped test without a reason",
      "packages/host/test/a.test.ts",
      `\ndescribe.${"skip"}('x', () => {});`,
      /line 2 focuses or skips/,
    ],
    ["a long source file", "guest/src/entry.c", "int x;\n".repeat(501), /501 lines, over 500/],
    [
      "a lint suppression without a reason",
      "packages/host/src/a.ts",
      `// ox${"lint-disable"}-next-line no-eval`,
      /line 1 suppresses/,
    ],
    ["a type suppression without a reason", "packages/host/src/a.ts", `// @ts-${"expect-error"}`, /line 1 suppresses/],
  ])("%s", (_what, path, text, expected) => {
    expect(problemsIn(path, text)).toEqual([expect.stringMatching(expected)]);
  });

  test("a root of more than twenty entries", () => {
    const files = Array.from({ length: 21 }, (_, index) => ({ path: `entry-${index}/file`, text: "" }));
    expect(tidyProblems(files, [])).toEqual(["the root holds 21 entries, over 20"]);
  });
});

describe("the tidy rules accept", () => {
  test.each([
    [
      "a skipped test with its reason beside it",
      "packages/host/test/a.test.ts",
      `test.${"skip"}('x', f); // needs Node 28`,
    ],
    [
      "a lint suppression with its reason",
      "packages/host/src/a.ts",
      `// ox${"lint-disable"}-next-line no-eval -- compared, never called`,
    ],
    [
      "a type suppression with its reason",
      "packages/host/test/a.test.ts",
      `// @ts-${"expect-error"} a number is refused`,
    ],
    [
      "catalog and workspace versions",
      "packages/a/package.json",
      '{"dependencies":{"a":"catalog:","b":"workspace:^"}}',
    ],
    ["a long fixture", "conformance/wire/golden.rb", "x = 1\n".repeat(501)],
    ["exactly 500 lines", "guest/src/entry.c", "int x;\n".repeat(500)],
  ])("%s", (_what, path, text) => {
    expect(problemsIn(path, text)).toEqual([]);
  });
});
