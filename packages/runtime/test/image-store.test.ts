import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import type { Image } from "../src/image.ts";
import { ImageStore } from "../src/image-store.ts";
import { createSetup } from "../src/setup.ts";

const nothing = { bytes: new Uint8Array(0), truncated: false };

function image(size: number): Image {
  return { end: 65_536, delta: new Int32Array(size / 4), stdout: nothing, stderr: nothing };
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Until what is garbage is collected, and those who wanted to know were told. */
async function collected(done: () => boolean, rounds = 100): Promise<void> {
  for (let round = 0; round < rounds && !done(); round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
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

test("images whose setups are gone keep an eighth of the budget, the newest of them", async () => {
  const store = new ImageStore(80_000);
  const held = Array.from({ length: 100 }, (_, mark) => createSetup([step(1, mark)]));
  for (const setup of held) store.keep(setup, image(396));
  for (let mark = 0; mark < 90; mark++) store.keep(createSetup([step(2, mark)]), image(396));
  await collected(() => store.size <= 50_000);
  expect(store.size).toBeLessThanOrEqual(50_000);
  expect(store.size).toBeGreaterThan(45_000);
  expect(store.get(createSetup([step(2, 0)]))).toBeUndefined();
  expect(store.get(createSetup([step(2, 89)]))).toBeDefined();
  for (const setup of held) expect(store.get(setup)).toBeDefined();
});

test("an image that nobody held is held again by whoever finds it", async () => {
  const store = new ImageStore(8000);
  store.keep(createSetup([step(1)]), image(800));
  await collected(() => false, 3);
  const again = createSetup([step(1)]);
  expect(store.get(again)).toBeDefined();
  for (let mark = 0; mark < 8; mark++) store.keep(createSetup([step(2, mark)]), image(800));
  await collected(() => store.size <= 1801);
  expect(store.get(again)).toBeDefined();
});

test("a forgotten image is garbage, though its setup is not", async () => {
  const store = new ImageStore(1000);
  const setup = createSetup([step(1)]);
  const keepOne = (): WeakRef<Image> => {
    const kept = image(600);
    store.keep(setup, kept);
    return new WeakRef(kept);
  };
  const seen = keepOne();
  store.keep(createSetup([step(2)]), image(600));
  // Looking at what it refers to would keep it for the turn.
  await collected(() => false, 3);
  expect(seen.deref()).toBeUndefined();
  store.keep(setup, image(600));
  expect(store.get(setup)).toBeDefined();
  expect(store.size).toBeLessThanOrEqual(1000);
});
