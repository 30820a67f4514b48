import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { pages } from "./pages.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** GitHub's anchor of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");
}

function anchors(file: string): readonly string[] {
  return Array.from(readFileSync(file, "utf8").matchAll(/^#+ +(.*)$/gm), ({ 1: heading = "" }) => anchor(heading));
}

describe("the links of a page", () => {
  test.each(pages.map((page) => [page.path, page.text] as const))("%s: lead somewhere", (path, text) => {
    const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, "");
    const targets = Array.from(prose.matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g), ({ 1: target = "" }) => target);
    const broken = targets.filter((target) => {
      const [file = "", heading] = target.split("#");
      const there = join(root, file === "" ? path : join(dirname(path), file));
      return !existsSync(there) || (heading !== undefined && !anchors(there).includes(heading));
    });
    expect(broken).toEqual([]);
  });
});
