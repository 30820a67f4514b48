import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writePlainJavaScript } from "./plain-javascript.ts";

const folderOfScenarios = fileURLToPath(new URL("../../../../conformance/host/", import.meta.url));
// The module that the older Node runs, once it is plain JavaScript.
const main = new URL("./main.ts", import.meta.url).pathname.split("/").at(-1)?.replace(/\.ts$/, ".js") ?? "";
const older = findOlderNode();

/** The machine's own Node, if it is an older one that we support; `KOBAKO_OLD_NODE` names another. */
function findOlderNode(): string | undefined {
  const candidates = [process.env["KOBAKO_OLD_NODE"], "/usr/bin/node", "/usr/local/bin/node", "/opt/homebrew/bin/node"];
  return candidates.find((candidate) => {
    if (candidate === undefined) return false;
    try {
      const version = execFileSync(candidate, ["--version"], { encoding: "utf8" });
      return /^v(?:20|22)\./.test(version);
    } catch {
      return false;
    }
  });
}

describe.skipIf(older === undefined)("on an older Node of this machine", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "kobako-plain-"));
    writePlainJavaScript(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("every scenario ends as it says", { timeout: 60_000 }, () => {
    const report = execFileSync(older ?? "", [join(folder, "host/test/conformance", main), folderOfScenarios], {
      encoding: "utf8",
    });
    expect(report).toMatch(/^v2[02]\.\S+: \d{3,} passed, 0 failed\n$/);
  });
});
