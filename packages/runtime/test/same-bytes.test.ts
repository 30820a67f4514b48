import { expect, test } from "vitest";
import { sameBytes } from "../src/same-bytes.ts";

const left = Uint8Array.of(9, 1, 2, 3, 9);
const right = Uint8Array.of(1, 2, 3, 4, 5, 6);

test("equal bytes are known to be the same, wherever they lie", () => {
  expect(sameBytes(left, 1, right, 0, 3)).toBe(true);
  expect(sameBytes(left.subarray(1), 0, right.subarray(0, 3), 0, 3)).toBe(true);
});

test("a byte that differs, first, last or in between, is seen", () => {
  expect(sameBytes(left, 0, right, 0, 3)).toBe(false);
  expect(sameBytes(left, 1, right, 0, 4)).toBe(false);
  expect(sameBytes(left, 2, right, 0, 2)).toBe(false);
});
