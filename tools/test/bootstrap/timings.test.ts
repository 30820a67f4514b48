import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { formatDuration, Timings } from "../../bootstrap/timings.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kobako-timings-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a first run is estimated from what is typical", () => {
  expect(new Timings(join(folder, "none.json")).estimate("guest")).toMatch(/^usually about \d/);
});

test("a later run is estimated from the last one", () => {
  const file = join(folder, "deep", "timings.json");
  new Timings(file).record("install", 5400);
  expect(new Timings(file).estimate("install")).toBe("last time 5.4 s");
});

test.each(["", "null", "[]", '{"install":"soon"}', "{"])("a damaged file (%j) costs the estimate only", (content) => {
  const file = join(folder, "timings.json");
  writeFileSync(file, content);
  expect(new Timings(file).estimate("install")).toMatch(/^usually about/);
});

test.each([
  [40, "0.0 s"],
  [5449, "5.4 s"],
  [9960, "10 s"],
  [59_600, "1 min"],
  [125_000, "2 min 5 s"],
])("%i ms read as %s", (milliseconds, expected) => {
  expect(formatDuration(milliseconds)).toBe(expected);
});
