import { describe, expect, test } from "vitest";
import type { Delta } from "../src/delta.ts";
import { takeDelta } from "../src/delta.ts";
import type { Guest } from "../src/guest.ts";
import { type Image, splitImage } from "../src/image.ts";
import { ImageRestorer } from "../src/image-restorer.ts";
import type { ConstantRange } from "../src/manifest.ts";

const SIZE = 131_072;
const nothing = { bytes: new Uint8Array(0), truncated: false };

const boot = new Uint8Array(SIZE).map((_, at) => (at < 40_000 || at > 60_000 ? at % 251 : 0));
function guestWith(constants: ConstantRange): Guest {
  return { image: boot, parts: splitImage(boot, constants), manifest: { image: { constants } } } as unknown as Guest;
}

const guest = guestWith({ from: 0, to: 0 });

function imageOf(delta: Delta, end: number): Image {
  return { end, delta, stdout: nothing, stderr: nothing };
}

/** A state that differs from the boot image in `count` words, and the image of it. */
function stateWith(count: number, seed: number): { state: Uint8Array<ArrayBuffer>; image: Image } {
  const state = boot.slice();
  for (let word = 0; word < count; word++) state[(word * 4 + seed) % SIZE] = (word * seed) % 255;
  return { state, image: imageOf(takeDelta(boot, state, 0), SIZE) };
}

describe.each([
  ["small", 100],
  ["large", 20_000],
])("a %s image", (_name, words) => {
  test("is what memory holds afterwards, the first time and every other, whatever was there before", () => {
    const restorer = new ImageRestorer(guest);
    const states = [3, 5, 7].map((seed) => stateWith(words, seed));
    // Longer than the image: the rest must be zeros.
    const memory = new Uint8Array(SIZE + 65_536);
    for (let round = 0; round < 600; round++) {
      const { state, image } = states[round % 256 < 200 ? 0 : round % 3] ?? stateWith(0, 1);
      memory.fill(round % 256);
      restorer.restore(image, memory);
      expect(Buffer.compare(memory.subarray(0, SIZE), state), `round ${round}`).toBe(0);
      expect(memory.subarray(SIZE).every((byte) => byte === 0)).toBe(true);
    }
  });
});

test("a copy that is kept does not change with the memory that it was taken from", () => {
  const restorer = new ImageRestorer(guest);
  const { state, image } = stateWith(20_000, 9);
  const memory = new Uint8Array(SIZE);
  for (let round = 0; round < 200; round++) {
    restorer.restore(image, memory);
    expect(Buffer.compare(memory, state)).toBe(0);
    memory.fill(0xee);
  }
});

test("constants are placed once, and no restore writes there: not of a small image, nor of a large one, nor of one kept whole", () => {
  const constants = { from: 8192, to: 30_000 };
  const restorer = new ImageRestorer(guestWith(constants));
  const memory = new Uint8Array(SIZE);
  restorer.placeConstants(memory);
  expect(Buffer.compare(memory.subarray(8192, 30_000), boot.subarray(8192, 30_000))).toBe(0);
  memory.fill(0xee);
  for (const count of [0, 5000]) {
    const state = boot.slice();
    for (let word = 0; word < count; word++) state[40_000 + word * 4] = 1 + (word % 200);
    const image = imageOf(takeDelta(boot, state, 0), SIZE);
    for (let round = 0; round < 200; round++) {
      restorer.restore(image, memory);
      expect(memory.subarray(8192, 30_000).every((byte) => byte === 0xee)).toBe(true);
      expect(Buffer.compare(memory.subarray(0, 8192), state.subarray(0, 8192))).toBe(0);
      expect(Buffer.compare(memory.subarray(30_000), state.subarray(30_000))).toBe(0);
    }
  }
});
