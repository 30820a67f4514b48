import { describe, expect, test } from "vitest";
import { splitImage } from "../src/image.ts";

function join(length: number, runs: ReturnType<typeof splitImage>): Uint8Array {
  const whole = new Uint8Array(length);
  for (const { address, bytes } of runs) whole.set(bytes, address);
  return whole;
}

function withBytes(length: number, ...places: number[]): Uint8Array<ArrayBuffer> {
  const image = new Uint8Array(length);
  for (const place of places) image[place] = 1;
  return image;
}

describe("the runs of an image", () => {
  test.each([
    ["a byte at the start", withBytes(20_000, 0)],
    ["a byte at the end", withBytes(20_000, 19_999)],
    ["a short gap", withBytes(20_000, 10_000, 12_000, 19_999)],
    ["long gaps", withBytes(60_000, 5000, 5001, 30_000, 59_999)],
    ["a gap of exactly the size that counts", withBytes(20_000, 100, 100 + 4096, 100 + 4096 + 4097)],
    ["no zero at all", new Uint8Array(10_000).fill(7)],
  ])("put together are the image: %s", (_name, image) => {
    expect(join(image.length, splitImage(image))).toEqual(image);
  });

  test("leave long stretches of zeros out", () => {
    const runs = splitImage(withBytes(60_000, 5000, 5001, 30_000, 59_999));
    expect(runs.map(({ address, bytes }) => [address, bytes.length])).toEqual([
      [4096, 4096],
      [28_672, 4096],
      [57_344, 2656],
    ]);
  });

  test("in random images put together are the image", () => {
    let seed = 42;
    const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % below;
    for (let round = 0; round < 200; round++) {
      const length = 1 + random(40_000);
      const image = withBytes(length, ...Array.from({ length: random(8) }, () => random(length)));
      expect(join(length, splitImage(image))).toEqual(image);
    }
  });
});
