import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { publishArguments } from "../../release/publish-arguments.ts";
import { inOrder, manifestProblems, type PackedManifest } from "../../release/release-plan.ts";

const one = (name: string, more: Partial<PackedManifest> = {}): PackedManifest => ({
  name,
  version: "1.2.3",
  license: "Apache-2.0",
  ...more,
});

/** Commands of pnpm itself. */
const BUILT_IN = ["node", "audit"];

describe("a release", () => {
  const codec = one("@kobako/codec");
  const host = one("@kobako/host", { dependencies: { "@kobako/codec": "^1.2.3", effect: "^4.0.0" } });
  const express = one("@kobako/express", { peerDependencies: { "@kobako/host": "^1.2.3" } });

  it("publishes dependencies first", () => {
    expect(inOrder([express, host, codec]).map(({ name }) => name)).toEqual([
      "@kobako/codec",
      "@kobako/host",
      "@kobako/express",
    ]);
  });

  it("has no problem when all is well", () => {
    expect(manifestProblems([codec, host, express], true)).toEqual([]);
  });

  it.each([
    ["a private package", { private: true }, /is private/],
    ["another licence", { license: "MIT" }, /licence MIT/],
    ["a dependency that only the workspace knows", { dependencies: { a: "workspace:^" } }, /only this workspace/],
    ["a dependency that is not published", { dependencies: { "@kobako/tools": "^1.2.3" } }, /not published/],
    ["the sources' export condition", { exports: { ".": { "kobako:source": "./src" } } }, /kobako:source/],
    ["another version than the rest", { version: "1.2.4" }, /different versions/],
    ["no version", { version: "0.0.0" }, /no version yet/],
  ] as const)("is refused with %s", (_what, more, problem) => {
    expect(manifestProblems([codec, one("@kobako/x", more)], true).join("\n")).toMatch(problem);
  });
});

describe("npm publish", () => {
  it("sends nothing in a dry run", () => {
    expect(publishArguments("a.tgz", { publish: false, env: {} })).toContain("--dry-run");
  });

  it("says where the package was built, where the workflow has an identity", () => {
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: "given" };
    expect(publishArguments("a.tgz", { publish: true, env })).toEqual(
      expect.arrayContaining(["--provenance", "public"]),
    );
    expect(publishArguments("a.tgz", { publish: true, env: {} })).not.toContain("--provenance");
  });
});

describe("the public CI", () => {
  const workflow = readFileSync(new URL("../../../.github/workflows/ci.yml", import.meta.url), "utf8");

  it("runs what .ci/run runs", () => {
    expect(workflow).toContain("- run: .ci/run");
  });

  it("names only commands that exist", () => {
    const { scripts } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
      scripts: Record<string, string>;
    };
    const names = Array.from(workflow.matchAll(/pnpm@[\d.]+ (\w+)/g), ({ 1: name = "" }) => name);
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => !BUILT_IN.includes(name) && scripts[name] === undefined)).toEqual([]);
  });
});
