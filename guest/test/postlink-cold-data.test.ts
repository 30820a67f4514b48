import { describe, expect, test } from "vitest";
import { keepColdData, separateColdData } from "../postlink/cold-data.ts";
import { text, unsigned } from "../postlink/leb128.ts";
import { SECTION, type Section, writeModule } from "../postlink/wasm-module.ts";
import { tinyModule } from "./tiny-module.ts";

const COLD = [1, 2, 3, 4, 5];
const WARM = [9, 9];

/** Active in memory 0 at `address`. */
function active(address: number, content: readonly number[]): number[] {
  return [0, 0x41, address, 0x0b, content.length, ...content];
}

function custom(name: string, payload: readonly number[]): Section {
  return { id: SECTION.custom, name, payload: Uint8Array.from(payload) };
}

/** A linked module whose function `reader`, from what postlink makes of it, copies from cold data: `(to, offset, size)`. */
function linked(segments: readonly (readonly number[])[], names: readonly string[], reader: string): Section[] {
  const [types, ...rest] = tinyModule([{ name: reader, code: [0x00] }]).filter(({ id }) => id !== SECTION.custom);
  if (types === undefined) throw new Error("no types");
  const data = { id: SECTION.data, name: "", payload: Uint8Array.from([segments.length, ...segments.flat()]) };
  const entries = names.flatMap((name, index) => [index, ...text(name)]);
  return [
    { ...types, payload: Uint8Array.from([2, 0x60, 3, 0x7f, 0x7f, 0x7f, 0, 0x60, 0, 0]) },
    ...rest,
    data,
    custom("name", [9, ...unsigned(entries.length + 1), names.length, ...entries]),
  ];
}

const READER = "__kobako_cold_segment";

function instantiate(sections: readonly Section[]): { memory: Uint8Array; read: (...numbers: number[]) => void } {
  const module = new WebAssembly.Module(writeModule(sections));
  const { exports } = new WebAssembly.Instance(module, { env: { __kobako_safepoint() {} } });
  const memory = exports["memory"] as WebAssembly.Memory;
  return { memory: new Uint8Array(memory.buffer), read: exports[READER] as (...numbers: number[]) => void };
}

describe("cold data", () => {
  const sections = separateColdData(linked([active(8, WARM), active(16, COLD)], [".data", "kobako_cold"], READER));

  test("lies in the binary and not in memory, where other data stays", () => {
    const { memory } = instantiate(sections);
    expect([...memory.subarray(8, 21)]).toEqual([...WARM, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("is read by the function that the guest names", () => {
    const { memory, read } = instantiate(sections);
    read(100, 1, 3);
    expect([...memory.subarray(99, 104)]).toEqual([0, 2, 3, 4, 0]);
  });

  test("cannot be read past its end, nor into what is no memory", () => {
    const { memory, read } = instantiate(sections);
    for (const numbers of [
      [100, 3, 3],
      [100, -1, 1],
      [100, 0, -1],
      [memory.length - 2, 0, 3],
    ])
      expect(() => read(...numbers)).toThrow(WebAssembly.RuntimeError);
    expect(memory.subarray(100).every((byte) => byte === 0)).toBe(true);
  });

  test("is all the data that a published binary has", () => {
    const { memory, read } = instantiate(keepColdData(sections));
    expect(memory.every((byte) => byte === 0)).toBe(true);
    read(0, 0, COLD.length);
    expect([...memory.subarray(0, 6)]).toEqual([...COLD, 0]);
  });
});

describe("a linked module is refused", () => {
  test("when its cold data cannot be told from other data", () => {
    for (const names of [[], [".data"], ["kobako_cold", "kobako_cold"]])
      expect(() => separateColdData(linked([active(8, WARM), active(16, COLD)], names, READER))).toThrow(/kobako_cold/);
  });

  test("when nothing reads its cold data", () => {
    expect(() => separateColdData(linked([active(8, COLD)], ["kobako_cold"], "other"))).toThrow(/does not export/);
  });

  test("when a segment lies elsewhere than at a constant address of its memory", () => {
    for (const segment of [
      [2, 0, 0x41, 8, 0x0b, 1, 7],
      [0, 0x23, 0, 0x0b, 1, 7],
    ])
      expect(() => separateColdData(linked([segment], ["kobako_cold"], READER))).toThrow(/data segment/);
  });
});
