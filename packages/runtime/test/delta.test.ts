import { describe, expect, test, vi } from "vitest";
import { applyDelta, NO_DELTA, takeDelta } from "../src/delta.ts";

/** `takeDelta` as it is in a browser, which has nothing that compares many bytes at once. */
async function takeDeltaWithoutNode(): Promise<typeof takeDelta> {
  const descriptor = Object.getOwnPropertyDescriptor(process, "getBuiltinModule") ?? {};
  vi.resetModules();
  Object.defineProperty(process, "getBuiltinModule", { ...descriptor, value: undefined });
  try {
    return (await import("../src/delta.ts")).takeDelta;
  } finally {
    Object.defineProperty(process, "getBuiltinModule", descriptor);
  }
}

function changed(before: Uint8Array<ArrayBuffer>, length: number, places: readonly number[]): Uint8Array<ArrayBuffer> {
  const after = new Uint8Array(length);
  after.set(before);
  for (const place of places) after[place] = (after[place] ?? 0) + 1;
  return after;
}

/** `before` as memory of `length` bytes, with the delta applied. */
function restored(before: Uint8Array, length: number, delta: ReturnType<typeof takeDelta>): Uint8Array {
  const memory = new Uint8Array(length);
  memory.set(before);
  applyDelta(delta, memory);
  return memory;
}

const before = Uint8Array.from({ length: 4094 }, (_, index) => index * 7);

describe.each([
  ["in Node", takeDelta],
  ["in a browser", await takeDeltaWithoutNode()],
])("%s, a delta", (_place, takeDelta) => {
  describe("leads from one state to the other", () => {
    test.each([
      ["one byte", [100]],
      ["the first and the last byte", [0, 8191]],
      ["the end of a state that is no whole number of words", [4092, 4093, 4094, 4095, 4096]],
      ["a run of one word next to another", [100, 108, 112, 124]],
      ["a long run", Array.from({ length: 1000 }, (_, index) => 2000 + index)],
      ["everything", Array.from({ length: 8192 }, (_, index) => index)],
    ])("%s", (_name, places) => {
      const after = changed(before, 8192, places);
      expect(restored(before, 8192, takeDelta(before, after, 0))).toEqual(after);
    });

    test("in random states", () => {
      let seed = 7;
      const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % below;
      for (let round = 0; round < 300; round++) {
        const places = Array.from({ length: random(200) }, () => random(8192));
        const after = changed(before, 8192, places);
        expect(restored(before, 8192, takeDelta(before, after, 0))).toEqual(after);
      }
    });

    test("that is the same, at no cost", () => {
      expect(takeDelta(before, changed(before, 8192, []), 0)).toEqual(NO_DELTA);
    });
  });

  test("leaves out what lies below the first address", () => {
    const after = changed(before, 8192, [16, 1000]);
    expect(takeDelta(before, after, 512)).toHaveLength(3);
  });

  test("joins runs that are close", () => {
    expect(takeDelta(before, changed(before, 8192, [400, 400 + 4 * 9]), 0)).toHaveLength(2 + 10);
    expect(takeDelta(before, changed(before, 8192, [400, 400 + 4 * 10]), 0)).toHaveLength(2 * 3);
  });

  test("finds one byte wherever it is, also beyond the first state", () => {
    for (let place = 0; place < 8192; place += 61) {
      const after = changed(before, 8192, [place]);
      expect(takeDelta(before, after, 0)).toEqual(
        Int32Array.of(place >> 2, 1, new Int32Array(after.buffer)[place >> 2] ?? 0),
      );
    }
  });
});
