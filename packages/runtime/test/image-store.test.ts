import { expect, test } from "vitest";
import type { Image } from "../src/image.ts";
import { ImageStore } from "../src/image-store.ts";
import { createSetup } from "../src/setup.ts";

const nothing = { bytes: new Uint8Array(0), truncated: false };

function image(size: number): Image {
  return { end: 65_536, delta: new Int32Array(size / 4), stdout: nothing, stderr: nothing };
}

const step = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

test("setups with equal steps share an image", () => {
  const store = new ImageStore(1_000_000);
  const kept = image(100);
  store.keep(createSetup([step(1, 2), step(3)]), kept);
  expect(store.get(createSetup([step(1, 2), step(3)]))).toBe(kept);
});

test("the same bytes cut into other steps are another setup", () => {
  const store = new ImageStore(1_000_000);
  store.keep(createSetup([step(1, 2), step(3)]), image(100));
  expect(store.get(createSetup([step(1), step(2, 3)]))).toBeUndefined();
  expect(store.get(createSetup([step(1, 2, 3)]))).toBeUndefined();
  expect(store.get(createSetup([step(1, 2), step(4)]))).toBeUndefined();
});

test("a second image for the same setup takes no room", () => {
  const store = new ImageStore(1_000_000);
  store.keep(createSetup([step(1)]), image(100));
  const { size } = store;
  store.keep(createSetup([step(1)]), image(100));
  expect(store.size).toBe(size);
});

test("over its budget it forgets what was used longest ago, and takes it back later", () => {
  const store = new ImageStore(1000);
  const setups = [1, 2, 3].map((mark) => createSetup([step(mark)]));
  const [first, second, third] = setups as [(typeof setups)[0], (typeof setups)[0], (typeof setups)[0]];
  store.keep(first, image(400));
  store.keep(second, image(400));
  store.get(first);
  store.keep(third, image(400));
  expect(store.get(second)).toBeUndefined();
  expect(store.get(first)).toBeDefined();
  expect(store.size).toBeLessThanOrEqual(1000);
  store.keep(second, image(300));
  expect(store.get(second)).toBeDefined();
});

test("an image larger than the budget is not kept", () => {
  const store = new ImageStore(1000);
  store.keep(createSetup([step(1)]), image(2000));
  expect(store.size).toBe(0);
});
