import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const model = readFileSync(join(root, "docs/security-model.md"), "utf8");
const section = model.slice(model.indexOf("## Guarantees"), model.indexOf("## What is yours"));
const guarantees = section.split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:guarantee|-)/.test(line));
const LINK = /\[([\w.-]+\.test\.ts)(?:: ([^\]]+))?\]\(\.\.\/([^)]+)\)/g;

describe("the security model", () => {
  it("has guarantees", () => {
    expect(guarantees.length).toBeGreaterThanOrEqual(15);
  });

  it.each(guarantees.map((line) => [line.split("|")[1]?.trim() ?? "", line] as const))("%s", (_, line) => {
    const links = [...line.matchAll(LINK)];
    expect(links.length).toBeGreaterThan(0);
    for (const [, name = "", title = "", path = ""] of links) {
      expect(path.endsWith(`/${name}`), path).toBe(true);
      const text = readFileSync(join(root, path), "utf8");
      expect(text.includes(title), `${path} has a test named ${title}`).toBe(true);
    }
  });
});
