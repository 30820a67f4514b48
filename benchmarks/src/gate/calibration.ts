import { strictEqual } from "node:assert/strict";
import { runInNewContext } from "node:vm";
import type { Case } from "../method/case.ts";

/**
 * `loop(n)`: a multiplication, an exclusive or and a jump, n times, by hand:
 * `(loop (local.set 1 (i32.xor (i32.mul (local.get 1) (i32.const 31)) (local.get 0))) (br_if 0 (local.tee 0 (n - 1))))`.
 */
const MODULE = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x07, 0x08, 0x01, 0x04, 0x6c, 0x6f, 0x6f, 0x70, 0x00, 0x00],
  ...[0x0a, 0x1e, 0x01, 0x1c, 0x01, 0x01, 0x7f, 0x03, 0x40],
  ...[0x20, 0x01, 0x41, 0x1f, 0x6c, 0x20, 0x00, 0x73, 0x21, 0x01],
  ...[0x20, 0x00, 0x41, 0x01, 0x6b, 0x22, 0x00, 0x0d, 0x00, 0x0b, 0x20, 0x01, 0x0b],
]);

const ROUNDS = 100_000;

function expectedHash(): number {
  let hash = 0;
  for (let n = ROUNDS; n > 0; n--) hash = Math.imul(hash, 31) ^ n;
  return hash;
}

/** How fast this machine is at the moment, without any code of ours: what ratios of the gate are taken against. */
export const calibration: readonly Case[] = [
  {
    id: "wasm-loop",
    unit: "µs",
    measures: "100 000 rounds of a loop in hand-written WebAssembly.",
    caveat: "Nothing of kobako is in it.",
    prepare: () => {
      const { loop } = new WebAssembly.Instance(new WebAssembly.Module(MODULE)).exports as {
        loop: (rounds: number) => number;
      };
      return { run: () => loop(ROUNDS), check: (result) => strictEqual(result, expectedHash()) };
    },
  },
  {
    id: "vm-context",
    unit: "µs",
    measures: '`vm.runInNewContext("null")`.',
    caveat: "Nothing of kobako is in it.",
    prepare: () => ({ run: () => runInNewContext("null") as unknown, check: (result) => strictEqual(result, null) }),
  },
];
