import { describe, expect, test } from "vitest";
import { splitImage } from "../src/image.ts";

const NO_CONSTANTS = { from: 0, to: 0 };

/** What is between the parts stays what no image holds. */
const UNTOUCHED = 99;

function join(length: number, parts: ReturnType<typeof splitImage>): Uint8Array {
  const whole = new Uint8Array(length).fill(UNTOUCHED);
  for (const { address, end, bytes } of parts) {
    if (bytes === undefined) whole.fill(0, address, end);
    else whole.set(bytes, address);
  }
  return whole;
}

function withBytes(length: number, ...places: number[]): Uint8Array<ArrayBuffer> {
  const image = new Uint8Array(length);
  for (const place of places) image[place] = 1;
  return image;
}

describe("the parts of an image", () => {
  test.each([
    ["a byte at the start", withBytes(20_000, 0)],
    ["a byte at the end", withBytes(20_000, 19_999)],
    ["a short gap", withBytes(20_000, 10_000, 12_000, 19_999)],
    ["long gaps", withBytes(60_000, 5000, 5001, 30_000, 59_999)],
    ["a gap of exactly the size that counts", withBytes(20_000, 100, 100 + 4096, 100 + 4096 + 4097)],
    ["no zero at all", new Uint8Array(10_000).fill(7)],
  ])("put together are the image: %s", (_name, image) => {
    expect(join(image.length, splitImage(image, NO_CONSTANTS))).toEqual(image);
  });

  test("have no bytes for long stretches of zeros", () => {
    const parts = splitImage(withBytes(60_000, 5000, 5001, 30_000, 59_999), NO_CONSTANTS);
    expect(parts.map(({ address, end, bytes }) => [address, end, bytes?.length])).toEqual([
      [0, 4096, undefined],
      [4096, 8192, 4096],
      [8192, 28_672, undefined],
      [28_672, 32_768, 4096],
      [32_768, 57_344, undefined],
      [57_344, 60_000, 2656],
    ]);
  });

  test.each([
    ["at whole blocks", 8192, 16_384],
    ["anywhere", 5001, 9003],
    ["up to the end", 10_000, 20_000],
    ["all of it", 0, 20_000],
    ["less than a word", 5001, 5002],
  ])("leave constants alone, %s", (_name, from, to) => {
    const image = new Uint8Array(20_000).map((_, at) => (at % 7000 < 3000 ? 1 + (at % 90) : 0));
    const joined = join(image.length, splitImage(image, { from, to }));
    for (let at = 0; at < image.length; at++) {
      // At either edge a part of a word may be put back with its neighbours.
      const isInside = at >= from + 4 && at < to - 4;
      if (isInside) expect(joined[at]).toBe(UNTOUCHED);
      else if (at < from || at >= to) expect(joined[at], `${at}`).toBe(image[at]);
    }
  });

  test("in random images put together are the image", () => {
    let seed = 42;
    const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % below;
    for (let round = 0; round < 200; round++) {
      const length = 1 + random(40_000);
      const image = withBytes(length, ...Array.from({ length: random(8) }, () => random(length)));
      expect(join(length, splitImage(image, NO_CONSTANTS))).toEqual(image);
    }
  });
});
