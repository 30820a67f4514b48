import { expect, it } from "vitest";
import { measure } from "../src/method/rounds.ts";
import { isMeasured, resultOf } from "../src/method/suite-result.ts";
import { SuiteWorker } from "../src/method/suite-worker.ts";
import { observeEnvironment } from "../src/method/environment.ts";
import { loadSuite } from "../src/suites/registry.ts";

const plan = { rounds: 2, milliseconds: 2, warmUp: 1 };

it("a suite is measured in rounds, in a process of its own", async () => {
  const suite = await loadSuite("eval");
  using worker = new SuiteWorker(suite);
  const lanes = suite.cases.slice(0, 4).map((one) => ({ worker, one }));
  const seen: string[] = [];
  const environment = observeEnvironment();
  const results = await measure(lanes, plan, (text) => seen.push(text));
  expect(seen).toHaveLength(8);
  expect(seen[4]).toContain("eval/nil-after-a-turn, round 2 of 2");
  const { cases, figures } = resultOf(suite, results, environment());
  expect(cases.every((row) => isMeasured(row) && row.each.length === 2)).toBe(true);
  expect(figures.map((row) => isMeasured(row))).toEqual([true, false]);
});

it("a case that the process does not have is an error", async () => {
  using worker = new SuiteWorker(await loadSuite("eval"));
  await expect(worker.round("nothing", plan)).rejects.toThrow("no case nothing");
});

it("a process that dies is an error, not a silence", async () => {
  const suite = await loadSuite("eval");
  using worker = new SuiteWorker({ ...suite, flags: ["--no-such-flag"] });
  await expect(worker.round("nil", plan)).rejects.toThrow("the process of eval ended");
});
