import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { settled } from "./settled.ts";

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
const texts = Array.from(readme.matchAll(/^```text\n([\s\S]*?)^```$/gm), (match) => match[1] ?? "");

/** A report without what changes from run to run or from one Guest Binary to the next: numbers and their units. */
function shape(report: string): string {
  return settled(report)
    .replaceAll(/[\d.,]+( [KM]iB)?/g, "#")
    .trim();
}

test("README.md shows how npm start ends", async () => {
  const excerpt = texts.find((text) => text.includes("sandbox.eval")) ?? "";
  expect(excerpt.split("\n").length).toBeGreaterThan(20);
  const { FORCE_COLOR: _force, ...env } = process.env;
  const program = fileURLToPath(new URL("../src/main.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=kobako:source", program], { env });
  expect(shape(stdout).slice(-shape(excerpt).length)).toBe(shape(excerpt));
});
