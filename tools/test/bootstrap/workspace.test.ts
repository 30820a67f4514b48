import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { installFingerprint, workspaceFolders, workspacePatterns } from "../../bootstrap/workspace.js";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

describe("the packages of the workspace", () => {
  test("are read from pnpm-workspace.yaml, quoted or not", () => {
    const yaml = 'packages:\n  - apps/*\n  - "guest"\n\ncatalog:\n  - no\n';
    expect(workspacePatterns(yaml)).toEqual(["apps/*", "guest"]);
  });

  test("of this repository include the root and every layer", () => {
    const folders = workspaceFolders(repository);
    expect(folders[0]).toBe(".");
    expect(folders).toEqual(
      expect.arrayContaining(["guest", "packages/codec", "packages/runtime", "packages/host", "tools"]),
    );
  });
});

describe("the install fingerprint", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "kobako-fingerprint-"));
    mkdirSync(join(root, "packages/one"), { recursive: true });
    mkdirSync(join(root, "tools/config"), { recursive: true });
    writeFileSync(join(root, "pnpm-workspace.yaml"), "packages:\n  - packages/*\n");
    writeFileSync(join(root, "pnpm-lock.yaml"), "lockfileVersion: '9.0'\n");
    writeFileSync(join(root, "tools/config/pnpmfile.mjs"), "");
    writeFileSync(join(root, "package.json"), "{}");
    writeFileSync(join(root, "packages/one/package.json"), "{}");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const fingerprint = () => installFingerprint(root, workspaceFolders(root));

  test("stays while nothing changes", () => {
    expect(fingerprint()).toBe(fingerprint());
  });

  test.each([
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "tools/config/pnpmfile.mjs",
    "package.json",
    "packages/one/package.json",
  ])("changes with %s", (file) => {
    const before = fingerprint();
    writeFileSync(join(root, file), `${readFileSync(join(root, file), "utf8")}\n`);
    expect(fingerprint()).not.toBe(before);
  });

  test("changes with a new package", () => {
    const before = fingerprint();
    mkdirSync(join(root, "packages/two"));
    writeFileSync(join(root, "packages/two/package.json"), "{}");
    expect(fingerprint()).not.toBe(before);
  });
});
