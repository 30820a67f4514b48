import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runScenario } from "./run-scenario.ts";
import type { Scenario } from "./scenario.ts";

const folder = new URL("../../../../conformance/host/", import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const scenarios = read("scenarios.json") as readonly Scenario[];
const gaps = new Set(read("known-gaps.json") as readonly string[]);

it("there are at least 200 scenarios, each with a name of its own", () => {
  const names = new Set(scenarios.map(({ name }) => name));
  expect(scenarios.length).toBeGreaterThanOrEqual(200);
  expect(names.size).toBe(scenarios.length);
  expect([...gaps].filter((gap) => !names.has(gap))).toEqual([]);
});

describe.each(["async", "sync"] as const)("%s", (mode) => {
  for (const scenario of scenarios) {
    if (!(scenario.modes?.includes(mode) ?? true)) continue;
    const test = gaps.has(scenario.name) ? it.fails : it;
    test(scenario.name, () => runScenario(scenario, mode));
  }
});
