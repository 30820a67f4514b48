import { readFileSync } from "node:fs";
import binaryen from "binaryen";
import { describe, expect, test } from "vitest";
import { type ConstantRange, findConstants, type GuardReport, guardConstants } from "../postlink/constant-guard.ts";
import { parseModule, writeModule } from "../postlink/wasm-module.ts";
import { randomOf, randomProgram } from "./random-program.ts";

const PAGE = 65_536;

/** The C stack lies below. */
const constants: ConstantRange = { from: 4096, to: 12_000 };

function assemble(text: string): Uint8Array<ArrayBuffer> {
  const module = binaryen.parseText(text);
  module.setFeatures(binaryen.Features.All);
  try {
    return new Uint8Array(module.emitBinary());
  } finally {
    module.dispose();
  }
}

function guarded(plain: Uint8Array<ArrayBuffer>): { wasm: Uint8Array<ArrayBuffer>; report: GuardReport } {
  const { sections, report } = guardConstants(parseModule(plain), constants);
  return { wasm: writeModule(sections), report };
}

/** No byte is what it is 16 bytes further on, and constants are none that a program stores. */
function initial(): Uint8Array {
  return new Uint8Array(2 * PAGE).map((_, at) =>
    at >= constants.from && at < constants.to ? 128 + (at % 127) : at % 101,
  );
}

interface Ending {
  readonly trapped: boolean;
  readonly memory: Uint8Array;
}

function run(wasm: Uint8Array<ArrayBuffer>, args: readonly number[]): Ending {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm));
  const memory = new Uint8Array((exports.memory as WebAssembly.Memory).buffer);
  memory.set(initial());
  let trapped = false;
  try {
    (exports.run as (...numbers: readonly number[]) => void)(...args);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof WebAssembly.Exception)) throw error;
    trapped = true;
  }
  return { trapped, memory };
}

function constantsOf(memory: Uint8Array): Uint8Array {
  return memory.subarray(constants.from, constants.to);
}

const intact = constantsOf(initial());

function isIntact({ memory }: Ending): boolean {
  return Buffer.compare(constantsOf(memory), intact) === 0;
}

/** A module whose `run(a)` does one thing. */
function single(statement: string): Uint8Array<ArrayBuffer> {
  return assemble(`(module (memory (export "memory") 2) (global (mut i32) (i32.const 4096))
    (data $passive "abcdefgh") (func (export "run") (param $a i32) ${statement}))`);
}

const STORES: readonly (readonly [name: string, bytes: number, value: string])[] = [
  ["i32.store", 4, "(i32.const 1)"],
  ["i64.store", 8, "(i64.const 1)"],
  ["f32.store", 4, "(f32.const 1)"],
  ["f64.store", 8, "(f64.const 1)"],
  ["i32.store8", 1, "(i32.const 1)"],
  ["i32.store16", 2, "(i32.const 1)"],
  ["i64.store8", 1, "(i64.const 1)"],
  ["i64.store16", 2, "(i64.const 1)"],
  ["i64.store32", 4, "(i64.const 1)"],
];

const ADDRESSES: readonly (readonly [name: string, address: string, distance: number])[] = [
  ["at a local", "(local.get $a)", 0],
  ["at a sum with a local", "(i32.add (local.get $a) (i32.const 24))", 24],
  ["at a difference", "(i32.sub (local.get $a) (i32.const 24))", -24],
  ["at what was computed", "(i32.mul (local.get $a) (i32.const 1))", 0],
];

describe.each(STORES)("%s", (store, bytes, value) => {
  test.each(ADDRESSES)("%s traps exactly when a byte of its target is constant", (_name, address, distance) => {
    // An address wraps, an offset does not: it leads out of memory.
    for (const offset of [0, 40, 4000]) {
      const { wasm } = guarded(single(`(${store} offset=${offset} ${address} ${value})`));
      const from = constants.from - distance - offset;
      const to = constants.to - distance - offset;
      for (const at of [from - bytes, to, to + 1]) {
        const ending = run(wasm, [at]);
        expect([ending.trapped, Buffer.compare(ending.memory, initial()) === 0]).toEqual([false, false]);
      }
      for (const at of [from - bytes + 1, from, from + 1, to - bytes, to - 1, -1 - distance, -4096 - distance]) {
        const ending = run(wasm, [at]);
        expect([at, ending.trapped, Buffer.compare(ending.memory, initial())]).toEqual([at, true, 0]);
      }
    }
  });
});

describe.each([
  ["memory.fill", "(memory.fill (local.get $a) (i32.const 1) (i32.const 8))"],
  ["memory.copy", "(memory.copy (local.get $a) (i32.const 1) (i32.const 8))"],
  ["memory.init", "(memory.init $passive (local.get $a) (i32.const 0) (i32.const 8))"],
])("%s", (_name, statement) => {
  test("traps exactly when a byte of its target is constant", () => {
    const { wasm } = guarded(single(statement));
    for (const at of [constants.from - 8, constants.to]) expect(run(wasm, [at]).trapped).toBe(false);
    for (const at of [constants.from - 7, constants.from, constants.to - 1, -1]) {
      const ending = run(wasm, [at]);
      expect([at, ending.trapped, Buffer.compare(ending.memory, initial())]).toEqual([at, true, 0]);
    }
  });
});

test("a length that wraps does not reach constants from above or below", () => {
  const { wasm } = guarded(single("(memory.fill (i32.const 100) (i32.const 1) (local.get $a))"));
  for (const length of [-1, -100, -99, 3997, 5000]) expect(isIntact(run(wasm, [length])), `${length}`).toBe(true);
  expect(run(wasm, [3996]).trapped).toBe(false);
});

test("a stack pointer that is no frame's cannot be set above the stack", () => {
  const { wasm } = guarded(single("(global.set 0 (local.get $a))"));
  for (const at of [0, 4096]) expect(run(wasm, [at]).trapped).toBe(false);
  for (const at of [4097, 8000, 100_000, -1]) expect(run(wasm, [at]).trapped).toBe(true);
});

test("a local that a caller passes is no frame, even if it is assigned one later", () => {
  const plain = single(
    "(i32.store (local.get $a) (i32.const 1)) (local.set $a (i32.sub (global.get 0) (i32.const 64)))",
  );
  expect(run(guarded(plain).wasm, [5000]).trapped).toBe(true);
});

test("stores into the frame, and those close to a checked one, cost nothing", () => {
  const { report } = guarded(
    single(`(local $frame i32)
      (local.set $frame (i32.sub (global.get 0) (i32.const 64)))
      (i32.store offset=60 (local.get $frame) (i32.const 1))
      (i64.store offset=56 (local.get $frame) (i64.const 1))
      (i32.store offset=4 (local.get $a) (i32.const 1))
      (i32.store (local.get $a) (i32.const 1))
      (if (local.get $frame) (then (i32.store offset=4 (local.get $a) (i32.const 2))))`),
  );
  expect(report).toEqual({ checks: 1, proven: 4 });
});

/** Where a local may hold something else than it did when it was checked. */
const REASSIGNED: readonly (readonly [name: string, code: string])[] = [
  ["at the end of a loop", "(loop $l STORE SET (br_if $l (local.tee $n (i32.eqz (local.get $n)))))"],
  ["in an inner loop", "(loop $k STORE (loop $l SET) (br_if $k (local.tee $n (i32.eqz (local.get $n)))))"],
  ["in a branch", "(if (local.get $a) (then SET)) STORE"],
  ["in the other branch", "(if (i32.eqz (local.get $a)) (then STORE) (else SET)) STORE"],
  ["in a block that was left early", "(block $b SET (br_if $b (local.get $a)) STORE) STORE"],
  ["before an exception", "(try (do SET (throw $e)) (catch_all STORE))"],
  ["while the value was computed", "(i32.store (local.get $a) (block (result i32) SET (i32.const 1))) STORE"],
  [
    "while an address was computed",
    "(i32.store (i32.add (local.get $a) (local.tee $a (i32.const 2452))) (i32.const 1))",
  ],
];

test.each(REASSIGNED)("what was checked says nothing of a local that was assigned %s", (_name, code) => {
  const text = code
    .replaceAll("STORE", "(i32.store (local.get $a) (i32.const 1))")
    .replaceAll("SET", "(local.set $a (i32.const 4500))");
  const plain = assemble(`(module (tag $e) (memory (export "memory") 2) (global (mut i32) (i32.const 4096))
    (func (export "run") (param $a i32) (local $n i32) (i32.store (local.get $a) (i32.const 1)) ${text}))`);
  const before = run(plain, [2048]);
  expect([before.trapped, isIntact(before)]).toEqual([false, false]);
  const after = run(guarded(plain).wasm, [2048]);
  expect([after.trapped, isIntact(after)]).toEqual([true, true]);
});

/** Addresses where it matters: at the edges of the constants, of the stack, of memory, and of the address space. */
function address(random: (below: number) => number): number {
  const near = [constants.from, constants.to, 100, 2 * PAGE, 2 ** 32, 60_000][random(6)] ?? 0;
  return near + random(120) - 60;
}

test("random programs never change constants, and do what they did when they did not", () => {
  const endings = { stopped: 0, trapped: 0, ended: 0 };
  for (let seed = 1; seed <= 100; seed++) {
    const plain = assemble(randomProgram(seed, constants.from));
    const { wasm } = guarded(plain);
    const random = randomOf(seed + 1000);
    for (let round = 0; round < 10; round++) {
      const args = [address(random), address(random), address(random)];
      const before = run(plain, args);
      const after = run(wasm, args);
      const what = `seed ${seed}, run(${args.join()})`;
      expect(isIntact(after), what).toBe(true);
      if (before.trapped || !isIntact(before)) expect(after.trapped, what).toBe(true);
      else expect([after.trapped, Buffer.compare(after.memory, before.memory)], what).toEqual([false, 0]);
      endings[before.trapped ? "trapped" : isIntact(before) ? "ended" : "stopped"]++;
    }
  }
  // Each kind is there, so the comparison says something.
  for (const count of Object.values(endings)) expect(count).toBeGreaterThan(80);
});

test("the constants of the published image are those of the linked module, right above the C stack", () => {
  const manifest = JSON.parse(readFileSync(new URL("../dist/manifest.json", import.meta.url), "utf8"));
  const linked = parseModule(readFileSync(new URL("../.cache/release/linked.wasm", import.meta.url)));
  expect(manifest.image.constants).toEqual(findConstants(linked));
  expect(manifest.image.constants.from).toBe(manifest.image.stackPointer);
  expect(manifest.image.constants.to - manifest.image.constants.from).toBeGreaterThan(200_000);
});
