import { describe, expect, it } from "vitest";
import { goalText, isMet, percent, quantity } from "../src/report/quantity.ts";

describe("a quantity", () => {
  it.each([
    [0.62, "µs", "620 ns"],
    [8.614, "µs", "8.61 µs"],
    [7104, "µs", "7.10 ms"],
    [442_000, "µs", "442 ms"],
    [1_500_000, "µs", "1.50 s"],
    [0, "µs", "0.00 µs"],
    [65_536, "bytes", "64.0 KiB"],
    [580, "bytes", "580 B"],
    [5 * 1024 ** 2, "bytes", "5.00 MiB"],
    [30_000, "per second", "30 000/s"],
    [1_234_567, "per second", "1 234 567/s"],
    [9.123, "×", "9.12×"],
  ] as const)("of %f %s reads %s", (value, unit, text) => {
    expect(quantity(value, unit)).toBe(text);
  });
});

describe("a goal", () => {
  it("is an upper or a lower bound", () => {
    expect(isMet({ bound: "at most", value: 30 }, 30)).toBe(true);
    expect(isMet({ bound: "at most", value: 30 }, 30.1)).toBe(false);
    expect(isMet({ bound: "at least", value: 8 }, 7.9)).toBe(false);
    expect(goalText({ bound: "at least", value: 8 }, "×")).toBe("≥ 8.00×");
  });
});

it("a spread reads as percent", () => {
  expect(percent(0.042)).toBe("± 4.2 %");
  expect(percent(0.31)).toBe("± 31 %");
  expect(percent(Number.NaN)).toBe("");
});
