import { describe, expect, it } from "vitest";
import type { Figure, Suite } from "../src/method/case.ts";
import { distributionOf } from "../src/method/distribution.ts";
import type { Lane, LaneResult } from "../src/method/rounds.ts";
import { isMeasured, resultOf, type Row, rowOfFigure } from "../src/method/suite-result.ts";
import type { SuiteWorker } from "../src/method/suite-worker.ts";

const text = { unit: "µs", measures: "something", caveat: "nothing" } as const;

function row(id: string, rounds: readonly number[][]): Row {
  return { id, ...text, all: distributionOf(rounds.flat()), each: rounds.map(distributionOf) };
}

const ratio: Figure = { id: "a/b", ...text, from: ["a", "b"], compute: (a, b) => a / b };

describe("a figure", () => {
  it("is computed round by round, so that a slow round of both does not change it", () => {
    const rows = [row("a", [[20], [200], [20]]), row("b", [[10], [100], [10]])];
    const found = rowOfFigure(ratio, rows);
    expect(isMeasured(found) && found.all).toMatchObject({ count: 3, median: 2, worst: 2 });
  });

  it("has as its low what the undisturbed cases give", () => {
    const rows = [row("a", [[20, 20, 90]]), row("b", [[10, 10, 10]])];
    const found = rowOfFigure(ratio, rows);
    expect(isMeasured(found) && found.all.low).toBe(2);
  });

  it("can be of the worst sample of each round", () => {
    const found = rowOfFigure({ ...ratio, from: ["a"], of: "worst", compute: (a) => a }, [
      row("a", [
        [1, 9],
        [1, 5],
      ]),
    ]);
    expect(isMeasured(found) && found.all.median).toBe(7);
  });

  it("says which case is missing", () => {
    const rows: Row[] = [row("a", [[1]]), { id: "b", ...text, unavailable: "no compiler" }];
    expect(rowOfFigure(ratio, rows)).toMatchObject({ unavailable: "b was not measured" });
  });
});

describe("a suite's result", () => {
  const suite: Suite = {
    name: "s",
    about: "things",
    cases: ["a", "b"].map((id) => ({ id, ...text, prepare: () => ({ sample: () => [1] }) })),
    figures: [ratio],
  };
  const worker = { suite } as unknown as SuiteWorker;

  it("has the cases in the suite's order, whatever order they were measured in", () => {
    const results = new Map<Lane, LaneResult>();
    for (const one of suite.cases.toReversed()) {
      results.set({ worker, one }, { all: distributionOf([4]), each: [distributionOf([4])] });
    }
    const environment = { at: "", commit: "", node: "", v8: "", platform: "", cpu: "", cores: 1, memoryGiB: 1 };
    const result = resultOf(suite, results, { ...environment, load: [0, 0] });
    expect(result.cases.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(result.figures).toMatchObject([{ id: "a/b", all: { median: 1 } }]);
  });
});
