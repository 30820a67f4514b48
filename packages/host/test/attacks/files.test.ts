import { linkSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Sandbox } from "../../src/index.ts";
import { fileStore } from "./file-store.ts";

let base = "";
let root = "";

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), "kobako-files-"));
  root = join(base, "root");
  mkdirSync(join(root, "folder"), { recursive: true });
  writeFileSync(join(base, "secret.txt"), "secret");
  writeFileSync(join(root, "notes.txt"), "notes");
  writeFileSync(join(root, "folder", "inner.txt"), "inner");
  symlinkSync(join(base, "secret.txt"), join(root, "link.txt"));
  symlinkSync(base, join(root, "up"));
  linkSync(join(base, "secret.txt"), join(root, "hard.txt"));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe("attack 39: a Service that reads files", () => {
  it.each([
    "../secret.txt",
    "..",
    ".",
    "",
    "/etc/passwd",
    "folder/inner.txt",
    "folder\\\\..\\\\..\\\\secret.txt",
    "notes.txt\\0.png",
    "link.txt",
    "up/secret.txt",
    "up",
    "folder",
    "hard.txt",
    ".hidden",
    "%2e%2e%2fsecret.txt",
    "\\u2025/secret.txt",
    "\\uff0e\\uff0e/secret.txt",
    "NOTES.TXT/../../secret.txt",
    "a".repeat(5_000),
  ])("gives nothing for %j", async (name) => {
    const sandbox = new Sandbox().bind("Files", await fileStore(root));
    const error: unknown = await sandbox.eval(`Files.read("${name}")`).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ _tag: "ServiceArgumentError" });
    expect((error as Error).message).not.toContain(base);
    expect((error as Error).message).not.toContain("secret");
  });

  it(
    "gives the file that it should, and never what a link puts in its place meanwhile",
    { timeout: 60_000 },
    async () => {
      const sandbox = new Sandbox().bind("Files", await fileStore(root));
      expect((await sandbox.eval('Files.read("notes.txt")')).value).toBe("notes");
      writeFileSync(join(base, "honest.txt"), "swap");
      let swapping = true;
      const swapper = (async () => {
        for (let turn = 0; swapping; turn++) {
          const next = join(base, `next-${turn}`);
          if (turn % 2 === 0) symlinkSync(join(base, "secret.txt"), next);
          else writeFileSync(next, "swap");
          renameSync(next, join(root, "swap.txt"));
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      const script =
        '200.times.map { begin; Files.read("swap.txt"); rescue Kobako::ServiceError; nil; end }.compact.uniq';
      const { value } = await sandbox.eval(script);
      swapping = false;
      await swapper;
      expect(["", "swap"]).toEqual(expect.arrayContaining((value as string[]).filter((text) => text !== "swap")));
      expect(value).not.toContain("secret");
    },
  );
});
