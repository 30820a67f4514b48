import { describe, expect, test } from "vitest";
import { clip, textWidth, wrap } from "../../src/report/text-width.ts";

describe("textWidth", () => {
  test("counts columns, not code units", () => {
    expect(textWidth("Łąkowa 7")).toBe(8);
    expect(textWidth("e\u0301")).toBe(1);
    expect(textWidth("注文")).toBe(4);
    expect(textWidth("☕")).toBe(2);
    expect(textWidth("── ● █▏…")).toBe(8);
  });
});

describe("clip", () => {
  test("leaves what fits", () => expect(clip("Quote", 5)).toBe("Quote"));
  test("ends what does not fit in an ellipsis, within the width", () => {
    expect(clip("Quotes", 5)).toBe("Quot…");
    expect(clip("注文注文", 4)).toBe("注…");
    expect(clip("Quotes", 1)).toBe("…");
    expect(clip("Quotes", 0)).toBe("");
  });
});

describe("wrap", () => {
  test("breaks at spaces", () => {
    expect(wrap("one two three four", 9)).toEqual(["one two", "three", "four"]);
  });
  test("clips a word that is longer than a line", () => {
    expect(wrap("a catastrophe b", 6)).toEqual(["a", "catas…", "b"]);
  });
});
