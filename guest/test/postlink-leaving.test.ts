import binaryen from "binaryen";
import { expect, test } from "vitest";
import { markLeaving } from "../postlink/leaving.ts";
import { parseModule, writeModule } from "../postlink/wasm-module.ts";

const NAMES = ["eval", "run", "compile", "setup"];

interface Entries {
  readonly __kobako_left: WebAssembly.Global<"i32">;
  readonly [entry: `__kobako_${string}`]: unknown;
}

/** Each entry returns early, traps or throws, as its first argument says; the second must arrive, too. */
function instantiate(): { exports: Entries; seen: number[] } {
  const seen: number[] = [];
  const module = binaryen.parseText(`(module
    (import "env" "see" (func $see (param i32)))
    (global (mut i32) (i32.const 0))
    ${NAMES.map(
      (name) => `(func (export "__kobako_${name}") (param i32 i32)
        (call $see (local.get 1))
        (if (i32.eq (local.get 0) (i32.const 1)) (then (return)))
        (if (i32.eq (local.get 0) (i32.const 2)) (then (unreachable))))`,
    ).join("\n")})`);
  const wasm = writeModule(markLeaving(parseModule(module.emitBinary())));
  module.dispose();
  const see = (value: number): void => {
    seen.push(value);
    if (value === 99) throw new Error("from the host");
  };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), { env: { see } });
  return { exports: exports as unknown as Entries, seen };
}

test.each(NAMES)("a host that entered %s sees by the global whether it returned", (name) => {
  const { exports, seen } = instantiate();
  const enter = exports[`__kobako_${name}`] as (at: number, length: number) => void;
  const left = exports.__kobako_left;
  for (const [what, value, returns] of [
    [0, 7, true],
    [1, 8, true],
    [2, 9, false],
    [0, 99, false],
  ] as const) {
    left.value = 0;
    if (returns) enter(what, value);
    else expect(() => enter(what, value)).toThrow();
    expect(left.value).toBe(returns ? 1 : 0);
  }
  expect(seen).toEqual([7, 8, 9, 99]);
});

test("a module without the entries is refused", () => {
  const module = binaryen.parseText('(module (global (mut i32) (i32.const 0)) (func (export "other")))');
  const sections = parseModule(module.emitBinary());
  module.dispose();
  expect(() => markLeaving(sections)).toThrow(/does not export __kobako_eval/);
});
