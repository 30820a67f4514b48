import { describe, expect, test } from "vitest";
import { valueLines } from "../../src/report/value-lines.ts";

describe("valueLines", () => {
  test("takes one line where the value fits", () => {
    expect(valueLines({ tried: 10, reached: [] }, 40)).toEqual(["{ tried: 10, reached: [] }"]);
    expect(valueLines(null, 40)).toEqual(["null"]);
  });

  test("breaks between entries", () => {
    expect(valueLines({ "a b": 1, c: "two", d: [3, 4] }, 21)).toEqual([
      "{",
      "  'a b': 1, c: 'two',",
      "  d: [ 3, 4 ]",
      "}",
    ]);
    expect(
      valueLines(
        [
          ["one", 1],
          ["two", 2],
        ],
        20,
      ),
    ).toEqual(["[", "  [ 'one', 1 ],", "  [ 'two', 2 ]", "]"]);
  });

  test("prints no control characters", () => {
    expect(valueLines("\u001B[2J", 40)).toEqual(["'\\x1B[2J'"]);
  });
});
