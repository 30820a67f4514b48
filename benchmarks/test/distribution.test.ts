import { describe, expect, it } from "vitest";
import { distributionOf, quantile, spreadOf, thin } from "../src/method/distribution.ts";

const hundred = Array.from({ length: 101 }, (_, index) => 100 - index);

describe("a distribution", () => {
  it("names the tenth, the quartiles, the median and the worst of unordered samples", () => {
    expect(distributionOf(hundred)).toEqual({
      count: 101,
      low: 10,
      lowerQuartile: 25,
      median: 50,
      upperQuartile: 75,
      high: 90,
      worst: 100,
    });
  });

  it("lies between neighbours where no sample is", () => {
    expect(quantile([1, 2], 0.5)).toBe(1.5);
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it("spreads by half of its middle half", () => {
    expect(spreadOf(distributionOf(hundred))).toBe(0.5);
    expect(spreadOf(distributionOf([4, 4, 4]))).toBe(0);
  });
});

describe("thinned samples", () => {
  it("keep the extremes and the order", () => {
    expect(thin(hundred, 3)).toEqual([0, 50, 100]);
  });

  it("are all of them when there are few", () => {
    expect(thin([3, 1, 2], 5)).toEqual([1, 2, 3]);
  });
});
