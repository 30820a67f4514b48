import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sourceBytes } from "../../src/sandbox/source-bytes.ts";

describe("the bytes of a source", () => {
  it("are its UTF-8, however long and wide it is", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 2000 }),
      fc.string({ unit: "binary-ascii", maxLength: 100 }),
      fc.constantFrom("x".repeat(64), "x".repeat(65), "é".repeat(1024), "語".repeat(1024), "x".repeat(1025), ""),
    );
    fc.assert(
      fc.property(text, (source) => {
        expect(Buffer.from(sourceBytes(source)).equals(Buffer.from(source))).toBe(true);
      }),
    );
  });

  it("stay what they are while others are made", () => {
    const sources = Array.from({ length: 300 }, (_, index) => `${index} `.repeat(60));
    const all = sources.map(sourceBytes);
    expect(all.map((bytes) => new TextDecoder().decode(bytes))).toEqual(sources);
  });
});
