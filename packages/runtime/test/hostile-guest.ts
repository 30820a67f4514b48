import { createHash } from "node:crypto";
import binaryen from "binaryen";
import { Runtime, type RuntimeOptions } from "../src/index.ts";

/** What a hand-written guest does in its exports, as WebAssembly text; a healthy guest does the rest. */
export interface HostileParts {
  /** `(param $length i32) (result i32)`; gives the second page. */
  readonly alloc?: string;
  /** `(param $at i32) (param $length i32)` */
  readonly eval?: string;
  readonly setup?: string;
  /** `(result i64)`; gives `OUTCOME`. */
  readonly outcome?: string;
  /** `(param $at i32) (param $length i32) (result i64)`; gives `OUTCOME`, which is a Yield response too. */
  readonly block?: string;
  /** Anything else at the top level. */
  readonly extra?: string;
}

/** Two bytes at address 16: an Outcome that carries nil. */
export const OUTCOME = "(i64.const 0x1000000002)";
/** A call of the import with the Request at address 32. */
export const DISPATCH = "(call $dispatch (i32.const 32) (i32.const 11))";

const PAGE = 65536;
const STACK_POINTER = 1024;

function image(): Uint8Array {
  const bytes = new Uint8Array(2048);
  bytes.set([0x01, 0xc0], 16);
  // ["Svc", "x", [], {}, true]
  bytes.set([0x95, 0xa3, 0x53, 0x76, 0x63, 0xa1, 0x78, 0x90, 0x80, 0xc3, 0xc0], 32);
  bytes[2047] = 1;
  return bytes;
}

function text(parts: HostileParts): string {
  return `(module
    (import "env" "__kobako_dispatch" (func $dispatch (param i32 i32) (result i64)))
    (import "env" "__kobako_await" (func $await (result i64)))
    (import "env" "__kobako_safepoint" (func $safepoint (result i32)))
    (import "env" "__kobako_pause" (func $pause))
    (import "env" "__kobako_grow" (func $grow (param i32) (result i32)))
    (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "clock_time_get" (func $clock_time_get (param i32 i64 i32) (result i32)))
    (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
    (memory (export "memory") 2)
    (global (export "__stack_pointer") (mut i32) (i32.const ${STACK_POINTER}))
    (global $fuel (export "__kobako_fuel") (mut i32) (i32.const 0))
    (func $alloc (export "__kobako_alloc") (param $length i32) (result i32) ${parts.alloc ?? "(i32.const 65536)"})
    (global $left (export "__kobako_left") (mut i32) (i32.const 0))
    (func $eval (param $at i32) (param $length i32) ${parts.eval ?? ""})
    (func (export "__kobako_eval") (param i32) (param i32)
      (call $eval (local.get 0) (local.get 1)) (global.set $left (i32.const 1)))
    (func (export "__kobako_run") (param $at i32) (param $length i32))
    (func (export "__kobako_compile") (param $at i32) (param $length i32))
    (func (export "__kobako_setup") (param $at i32) (param $length i32) ${parts.setup ?? ""})
    (func (export "__kobako_take_outcome") (result i64) ${parts.outcome ?? OUTCOME})
    (func (export "__kobako_yield_to_block") (param $at i32) (param $length i32) (result i64) ${parts.block ?? OUTCOME})
    ${parts.extra ?? ""})`;
}

/** A runtime whose guest is not ours: it passes every check of loading, and does what `parts` say. */
export function hostileRuntime(
  parts: HostileParts,
  options: RuntimeOptions & { readonly pages?: number; readonly constants?: { from: number; to: number } } = {},
): Runtime {
  const { pages = 2, constants, ...others } = options;
  const module = binaryen.parseText(text(parts));
  const wasm = module.emitBinary();
  module.dispose();
  const memory = image();
  const sum = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
  const manifest = {
    abiVersion: 1,
    profiles: ["hermetic", "permissive"],
    metered: 1,
    wasm: { bytes: wasm.length, sha256: sum(wasm) },
    image: { bytes: memory.length, sha256: sum(memory), pages, stackPointer: STACK_POINTER, constants },
  };
  const guest = { wasm, image: memory, manifest: new TextEncoder().encode(JSON.stringify(manifest)) };
  return new Runtime({ ...others, guest });
}

/** Bytes of `pages` pages. */
export function bytesOf(pages: number): number {
  return pages * PAGE;
}
