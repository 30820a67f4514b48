import { describe, expect, test } from "vitest";
import type { Profile } from "../src/invocation.ts";
import { wasiImports } from "../src/wasi.ts";

/** Where the guest's constants lie. */
const CONSTANTS = { from: 32_768, to: 36_864 };

type Call = (...args: (number | bigint)[]) => number;

function host(profile: Profile = "hermetic"): {
  calls: Record<"fd_write" | "clock_time_get" | "random_get", Call>;
  bytes: Uint8Array;
  written: [number, number[]][];
  live: () => number;
} {
  const bytes = new Uint8Array(65_536);
  const written: [number, number[]][] = [];
  let live = 0;
  const imports = wasiImports({
    bytes,
    profile,
    isWritable: (address, length) =>
      address + length <= bytes.length && (address + length <= CONSTANTS.from || address >= CONSTANTS.to),
    write: (channel, chunk) => written.push([channel, [...chunk]]),
    readLiveSource: () => {
      live++;
    },
  });
  return {
    calls: imports as Record<"fd_write" | "clock_time_get" | "random_get", Call>,
    bytes,
    written,
    live: () => live,
  };
}

function part(bytes: Uint8Array, at: number, address: number, length: number): void {
  const view = new DataView(bytes.buffer);
  view.setUint32(at, address, true);
  view.setUint32(at + 4, length, true);
}

describe("fd_write", () => {
  test("hands over each part and counts the bytes", () => {
    const { calls, bytes, written } = host();
    bytes.set([1, 2, 3, 4], 100);
    part(bytes, 0, 100, 2);
    part(bytes, 8, 102, 2);
    expect(calls.fd_write(2, 0, 2, 200)).toBe(0);
    expect(written).toEqual([
      [2, [1, 2]],
      [2, [3, 4]],
    ]);
    expect(bytes[200]).toBe(4);
  });

  test.each([0, 3, -1, 2 ** 31 - 1])("knows no file %i", (file) => {
    const { calls, written } = host();
    expect(calls.fd_write(file, 0, 1, 200)).toBe(8);
    expect(written).toEqual([]);
  });

  test.each([
    ["a part that begins outside", (bytes: Uint8Array) => part(bytes, 0, 70_000, 1), [1, 0, 1, 200]],
    ["a part that ends outside", (bytes: Uint8Array) => part(bytes, 0, 65_535, 2), [1, 0, 1, 200]],
    ["a part whose end wraps", (bytes: Uint8Array) => part(bytes, 0, 0xffff_ffff, 0xffff_ffff), [1, 0, 1, 200]],
    ["a list outside", () => undefined, [1, 65_532, 1, 200]],
    ["a list at a negative address", () => undefined, [1, -8, 1, 200]],
    ["a result outside", () => undefined, [1, 0, 0, 65_534]],
  ] as const)("refuses %s", (_name, prepare, args) => {
    const { calls, bytes, written } = host();
    prepare(bytes);
    expect(calls.fd_write(...args)).toBe(21);
    expect(written).toEqual([]);
  });

  test("refuses more parts than anybody needs", () => {
    expect(host().calls.fd_write(1, 0, 17, 200)).toBe(28);
    expect(host().calls.fd_write(1, 0, -1, 200)).toBe(28);
  });
});

describe("time and entropy", () => {
  test("are constant when hermetic", () => {
    const { calls, bytes, live } = host();
    bytes.fill(9, 0, 32);
    expect(calls.clock_time_get(0, 0n, 0)).toBe(0);
    expect(calls.random_get(8, 8)).toBe(0);
    expect([...bytes.subarray(0, 17)]).toEqual([...Array.from({ length: 16 }, () => 0), 9]);
    expect(live()).toBe(0);
  });

  test("are live when permissive, and the guest is known to have seen them", () => {
    const { calls, bytes, live } = host("permissive");
    calls.clock_time_get(0, 0n, 0);
    calls.random_get(64, 4096);
    expect(Number(new DataView(bytes.buffer).getBigUint64(0, true)) / 1e6).toBeGreaterThan(1.6e12);
    expect(new Set(bytes.subarray(64, 64 + 4096)).size).toBeGreaterThan(50);
    expect(live()).toBe(2);
  });

  test.each([65_530, -1])("refuse the address %i", (address) => {
    const { calls } = host("permissive");
    expect(calls.clock_time_get(0, 0n, address)).toBe(21);
    expect(calls.random_get(address, 100)).toBe(21);
    expect(calls.random_get(0, -1)).toBe(28);
  });
});

test("no answer is written over constants, nor over a byte of them", () => {
  const { calls, bytes, written } = host("permissive");
  bytes.fill(7, CONSTANTS.from, CONSTANTS.to);
  for (const address of [CONSTANTS.from - 1, CONSTANTS.from, CONSTANTS.to - 1]) {
    expect(calls.clock_time_get(0, 0n, address)).toBe(21);
    expect(calls.random_get(address, 2)).toBe(21);
    expect(calls.fd_write(1, 0, 0, address)).toBe(21);
  }
  expect(calls.random_get(CONSTANTS.from - 100, 8192)).toBe(21);
  expect(calls.random_get(CONSTANTS.from - 8, 8)).toBe(0);
  expect(calls.random_get(CONSTANTS.to, 8)).toBe(0);
  expect(bytes.subarray(CONSTANTS.from, CONSTANTS.to).every((byte) => byte === 7)).toBe(true);
  expect(written).toEqual([]);
});
