import { describe, expect, it } from "vitest";
import { readBaseline } from "../src/gate/baseline.ts";
import { calibration } from "../src/gate/calibration.ts";
import { GATE_SUITE, gateSuiteNamed, plantedSuite } from "../src/gate/gate-suite.ts";
import { failures, judge } from "../src/gate/judge.ts";
import { ratiosOf } from "../src/gate/ratios.ts";
import { withSlowDown } from "../src/gate/slow-down.ts";
import { distributionOf } from "../src/method/distribution.ts";
import { Measurement } from "../src/method/measurement.ts";
import type { SuiteResult } from "../src/method/suite-result.ts";

const sure = (ratio: number) => ({ ratio, noise: 0.01 });
const environment = { at: "", commit: "", node: "", v8: "", platform: "", cpu: "", cores: 1, memoryGiB: 1 };

/** A run in which the case took `times` and the two calibrations `speed`, round by round. */
function runOf(times: readonly number[], speed: readonly number[]): SuiteResult {
  const row = (id: string, values: readonly number[]) => ({
    ...{ id, unit: "µs" as const, measures: "", caveat: "", all: distributionOf(values) },
    each: values.map((value) => distributionOf([value])),
  });
  const cases = [...calibration.map(({ id }) => row(id, speed)), row("case", times)];
  return { suite: "gate", about: "", environment: { ...environment, load: [0, 0] }, cases, figures: [] };
}

describe("the gate's verdict", () => {
  it("is that a planted slow-down beyond 10 % and the noise fails", () => {
    const comparisons = judge({ a: sure(1), b: sure(1) }, { a: sure(1.3), b: sure(1) });
    expect(failures(comparisons).map(({ id }) => id)).toEqual(["a"]);
  });

  it("forgives 10 %", () => {
    expect(failures(judge({ a: sure(1) }, { a: sure(1.09) }))).toEqual([]);
  });

  it("forgives what the noise explains, and says so", () => {
    const [comparison] = judge({ a: { ratio: 1, noise: 0.05 } }, { a: { ratio: 1.2, noise: 0.06 } });
    expect(comparison?.verdict).toBe("within noise");
  });

  it("does not mind what got faster or is new", () => {
    const comparisons = judge({ a: sure(1) }, { a: sure(0.5), b: sure(1) });
    expect(comparisons.map(({ verdict }) => verdict)).toEqual(["faster", "new"]);
    expect(failures(comparisons)).toEqual([]);
  });

  it("fails when a case is not measured any more", () => {
    expect(failures(judge({ a: sure(1) }, {}))).toHaveLength(1);
  });
});

describe("ratios", () => {
  it("do not see that the whole machine was slower for a round", () => {
    const { case: found } = ratiosOf([runOf([20, 40, 20], [10, 20, 10])]);
    expect(found).toEqual({ ratio: 2, noise: 0.005 });
  });

  it("are as noisy as the processes differ", () => {
    const { case: found } = ratiosOf([runOf([20, 20], [10, 10]), runOf([30, 30], [10, 10]), runOf([25, 25], [10, 10])]);
    expect(found?.ratio).toBe(2.5);
    expect(found?.noise).toBeGreaterThan(0.1);
  });
});

describe("the gate's suite", () => {
  const suite = gateSuiteNamed(GATE_SUITE);

  it("guards what the baseline has, and nothing is missing there", async () => {
    const guarded = suite?.cases.map(({ id }) => id).filter((id) => !calibration.some((one) => one.id === id));
    expect(guarded?.toSorted()).toEqual(Object.keys((await readBaseline()).ratios).toSorted());
  });

  it("can have a slow-down planted in a case that it guards, in no other", () => {
    expect(gateSuiteNamed(plantedSuite("eval/nil"))?.cases).toHaveLength(suite?.cases.length ?? 0);
    expect(() => gateSuiteNamed(plantedSuite("eval/nothing"))).toThrow("does not guard eval/nothing");
    expect(gateSuiteNamed("eval")).toBeUndefined();
  });

  it.each(calibration.map((one) => [one.id, one] as const))("calibrates with a right %s", async (_id, one) => {
    await expect(Measurement.prepare(one)).resolves.toBeInstanceOf(Measurement);
  });

  it("gives the same result with a slow-down, in both modes", async () => {
    for (const run of [() => 7, async () => 7]) {
      const seen: unknown[] = [];
      const check = (result: unknown): void => void seen.push(result);
      const one = { id: "a", unit: "µs", measures: "", caveat: "", prepare: () => ({ run, check }) } as const;
      await Measurement.prepare(withSlowDown(one));
      expect(seen).toEqual([7]);
    }
  });
});
