import { describe, expect, test } from "vitest";
import { decodeOutcome, encodeOutcome } from "../src/index.ts";

const COUNT = 20_000;
const numbers = Array.from({ length: COUNT }, (_, index) => index);

const LONG: readonly [string, unknown][] = [
  ["an Array of Integers", numbers],
  ["an Array of Strings", numbers.map(String)],
  ["an Array of Arrays", numbers.map((number) => [number])],
  ["an Array of Hashes", numbers.map((number) => ({ number }))],
  ["a Hash with String keys", Object.fromEntries(numbers.map((number) => [`key${number}`, number]))],
  ["a Hash whose keys look like indices", Object.fromEntries(numbers.map((number) => [number, 1]))],
  ["a Hash with Integer keys", new Map(numbers.map((number) => [number, 1]))],
  [
    "a Hash whose last key is of another kind",
    new Map<unknown, unknown>([...numbers.map((number): [unknown, unknown] => [`key${number}`, 1]), [1, 1]]),
  ],
];

describe("while a long message is read, an interrupt", () => {
  test.each(LONG)("is called often and changes nothing: %s", (_name, value) => {
    const bytes = encodeOutcome({ ok: true, value }).slice();
    let calls = 0;
    const outcome = decodeOutcome(bytes, undefined, { interrupt: () => calls++ });
    expect(outcome).toEqual(decodeOutcome(bytes));
    expect(calls).toBeGreaterThan(COUNT / 1000);
  });

  test.each(LONG)("ends it by throwing: %s", (_name, value) => {
    const bytes = encodeOutcome({ ok: true, value }).slice();
    const reason = new Error("enough");
    let calls = 0;
    const interrupt = (): void => {
      if (++calls === 10) throw reason;
    };
    expect(() => decodeOutcome(bytes, undefined, { interrupt })).toThrow(reason);
    expect(calls).toBe(10);
    expect(decodeOutcome(bytes)).toMatchObject({ ok: true });
  });

  test("is called while the structure alone is checked", () => {
    const bytes = new Uint8Array(1_000_000).fill(0xc0);
    bytes.set([0x01, 0xdd, 0, 0, 0, 1]);
    let calls = 0;
    const broken = (): unknown => decodeOutcome(bytes, undefined, { interrupt: () => calls++ });
    expect(broken).toThrow(/follow the end/);
    bytes.set([0x01, 0xdd, 0, 15, 0x42, 0x40 - 6 + 1]);
    expect(broken).toThrow(/ends where a value should start|larger than the rest/);
    bytes.set([0x01, 0xdd, 0, 15, 0x42, 0x40 - 6]);
    decodeOutcome(bytes, undefined, { interrupt: () => calls++ });
    expect(calls).toBeGreaterThan(30);
  });
});
