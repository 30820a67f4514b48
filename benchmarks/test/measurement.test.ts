import { describe, expect, it } from "vitest";
import { type Case, type TimedWork, Unavailable, type Work } from "../src/method/case.ts";
import { Measurement } from "../src/method/measurement.ts";

const budget = { milliseconds: 2, warmUp: 1 };

function caseOf(work: () => Work): Case {
  return { id: "one", unit: "µs", measures: "something", caveat: "nothing", prepare: work };
}

function timed(work: Partial<TimedWork>): Case {
  return caseOf(() => ({ run: () => 1, check: () => undefined, ...work }));
}

describe("a measurement", () => {
  it("times what is synchronous", async () => {
    const measurement = await Measurement.prepare(timed({}));
    expect((await measurement.round(budget)).length).toBeGreaterThan(0);
  });

  it("times what is asynchronous", async () => {
    const measurement = await Measurement.prepare(timed({ run: async () => 1 }));
    expect((await measurement.round(budget)).length).toBeGreaterThan(0);
  });

  it("takes the samples of a case that times itself as they are", async () => {
    const measurement = await Measurement.prepare(caseOf(() => ({ sample: () => [1, 2, 3] })));
    expect(await measurement.round(budget)).toEqual([1, 2, 3]);
  });

  it("refuses a case whose result is wrong before it measures anything", async () => {
    const check = (result: unknown): void => {
      if (result !== 2) throw new Error("not two");
    };
    await expect(Measurement.prepare(timed({ check }))).rejects.toThrow("not two");
  });

  it("hands the awaited result of asynchronous work to the check", async () => {
    const seen: unknown[] = [];
    await Measurement.prepare(timed({ run: async () => "awaited", check: (result) => void seen.push(result) }));
    expect(seen).toEqual(["awaited"]);
  });

  it("fails when the work fails in the middle", async () => {
    let runs = 0;
    const measurement = await Measurement.prepare(
      timed({
        run: () => {
          runs += 1;
          if (runs > 1) throw new Error("broken");
        },
      }),
    );
    await expect(measurement.round(budget)).rejects.toThrow("broken");
  });

  it("does not pass when no sample came", async () => {
    const measurement = await Measurement.prepare(caseOf(() => ({ sample: () => [] })));
    await expect(measurement.round(budget)).rejects.toThrow(Unavailable);
  });
});
