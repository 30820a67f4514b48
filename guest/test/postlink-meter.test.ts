import { describe, expect, test } from "vitest";
import { signed, unsigned } from "../postlink/leb128.ts";
import { meter } from "../postlink/meter.ts";
import { writeModule } from "../postlink/wasm-module.ts";
import { type TinyFunction, tinyModule } from "./tiny-module.ts";

const LOCAL_GET_0 = [0x20, 0];

/** `while (n) n--`: the header is passed once more than the loop repeats. */
const COUNT_DOWN = [
  0x03,
  0x40,
  ...LOCAL_GET_0,
  0x04,
  0x40,
  ...LOCAL_GET_0,
  0x41,
  1,
  0x6b,
  0x21,
  0,
  0x0c,
  1,
  0x0b,
  0x0b,
];

/** A loop around a `br_table` of 100 targets, each of which leaves it, and one tick. */
const DISPATCH = [
  ...[0x02, 0x40, 0x03, 0x40, ...LOCAL_GET_0, 0x10, 1, 0x41, 0],
  ...[0x0e, ...unsigned(100), ...Array.from({ length: 101 }, () => 1), 0x0b, 0x0b],
];

/** `memory.fill(0, 0, n)` */
const FILL = [0x41, 0, 0x41, 0, ...LOCAL_GET_0, 0xfc, 11, 0];

/** `memory.copy(to, from, n)` */
function copy(to: number, from: number): number[] {
  return [0x41, ...signed(to), 0x41, ...signed(from), ...LOCAL_GET_0, 0xfc, 10, 0, 0];
}

/** The distance of an overlapping copy: much less than a part. */
const SHIFT = 100;

const FUNCTIONS: readonly TinyFunction[] = [
  { name: "kobako_tick", code: [] },
  { name: "kobako_meter_expired", code: [0x10, 0] },
  { name: "vm_loop", code: DISPATCH },
  { name: "count_down", code: COUNT_DOWN },
  { name: "fill", code: FILL },
  { name: "copy_up", code: copy(SHIFT, 0) },
  { name: "copy_down", code: copy(0, SHIFT) },
];

interface Metered {
  readonly __kobako_fuel: WebAssembly.Global<"i32">;
  readonly count_down: (n: number) => void;
  readonly fill: (n: number) => void;
  readonly copy_up: (n: number) => void;
  readonly copy_down: (n: number) => void;
  readonly memory: WebAssembly.Memory;
}

type BulkFunction = "fill" | "copy_up" | "copy_down";

function instantiate(quantum: number, look = (): void => {}): { exports: Metered; refills: () => number } {
  const { sections } = meter(withParameterlessHelpers());
  let refills = 0;
  const instance = new WebAssembly.Instance(new WebAssembly.Module(writeModule(sections)), {
    env: {
      __kobako_safepoint: () => {
        refills++;
        look();
        exports.__kobako_fuel.value = quantum;
      },
    },
  });
  const exports = instance.exports as unknown as Metered;
  exports.__kobako_fuel.value = quantum;
  return { exports, refills: () => refills };
}

/** The tick and what it calls have no parameter, as in the guest. */
function withParameterlessHelpers(): ReturnType<typeof tinyModule> {
  const dispatch = DISPATCH.filter((_byte, index) => index < 4 || index > 5);
  const functions = FUNCTIONS.map((entry) => (entry.name === "vm_loop" ? { ...entry, code: dispatch } : entry));
  return tinyModule(functions).map((section) =>
    section.id === 3 ? { ...section, payload: Uint8Array.of(7, 1, 1, 0, 0, 0, 0, 0) } : section,
  );
}

/** Steps that were taken when `refills` quanta were handed out after the first. */
function steps(quantum: number, refills: number, left: number): number {
  return quantum * (refills + 1) - left;
}

describe("the metering pass", () => {
  test("says what it did, and leaves the dispatch loop alone", () => {
    const { report } = meter(withParameterlessHelpers());
    expect(report).toEqual({ loops: 1, exempt: 1, ticks: 1, bulk: 3, expired: 2 });
  });

  test.each([1, 2, 7, 1000, 1_000_000])("counts each pass of a loop header once, with refills of %i", (quantum) => {
    const { exports, refills } = instantiate(quantum);
    exports.count_down(4999);
    expect(steps(quantum, refills(), exports.__kobako_fuel.value)).toBe(5000);
  });

  test.each([1, 3, 64, 100_000])("charges a long fill by its length, with refills of %i", (quantum) => {
    const { exports, refills } = instantiate(quantum);
    exports.fill(65_536);
    expect(steps(quantum, refills(), exports.__kobako_fuel.value)).toBe(65_536 / 64);
    exports.fill(1024);
    expect(steps(quantum, refills(), exports.__kobako_fuel.value)).toBe(65_536 / 64);
  });

  const BULK_FUNCTIONS: readonly BulkFunction[] = ["fill", "copy_up", "copy_down"];

  describe.each(BULK_FUNCTIONS)("a long bulk operation (%s)", (name) => {
    test.each([0, 1, 1024, 1025, 262_143, 262_144, 262_145, 900_000])("of %i bytes does what it should", (length) => {
      const { exports } = instantiate(1_000_000);
      const bytes = new Uint8Array(exports.memory.buffer);
      for (let at = 0; at < bytes.length; at++) bytes[at] = (at * 31 + (at >> 8)) & 0xff;
      const expected = bytes.slice();
      if (name === "fill") expected.fill(0, 0, length);
      else if (name === "copy_up") expected.copyWithin(SHIFT, 0, length);
      else expected.copyWithin(0, SHIFT, SHIFT + length);
      exports[name](length);
      expect(Buffer.from(bytes).equals(expected)).toBe(true);
    });

    test("is charged part by part, so that the host can look at the clock in between", () => {
      const probes = [50, 300_000, 600_000];
      const states = new Set<string>();
      const late: { memory?: Uint8Array } = {};
      const { exports } = instantiate(1000, () => states.add(probes.map((at) => late.memory?.[at]).join()));
      late.memory = new Uint8Array(exports.memory.buffer);
      for (let at = 0; at < late.memory.length; at++) late.memory[at] = 1 + ((at >> 6) % 255);
      exports[name](700_000);
      expect(states.size).toBeGreaterThan(1);
    });

    test("costs by its length, whatever the refills", () => {
      for (const quantum of [1, 3, 64, 1_000_000]) {
        const { exports, refills } = instantiate(quantum);
        exports[name](900_000);
        expect(steps(quantum, refills(), exports.__kobako_fuel.value)).toBe(900_000 >> 6);
      }
    });
  });

  test("refuses a module in which it does not find the interpreter", () => {
    const without =
      (name: string): (() => unknown) =>
      () =>
        meter(tinyModule(FUNCTIONS.filter((entry) => entry.name !== name)));
    expect(without("vm_loop")).toThrow(/no function vm_loop/);
    expect(without("kobako_tick")).toThrow(/no function kobako_tick/);
    expect(() => meter(tinyModule(FUNCTIONS.map((entry) => ({ ...entry, code: [] }))))).toThrow(/not recognised/);
  });

  test("refuses instructions that it does not know", () => {
    const simd = FUNCTIONS.map((entry) => (entry.name === "fill" ? { ...entry, code: [0xfd, ...signed(12)] } : entry));
    expect(() => meter(tinyModule(simd))).toThrow(/an instruction that nobody expects: 0xfd/);
  });
});
