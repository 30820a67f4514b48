import { BRANCH_HINTS } from "./branch-hints.ts";
import { ByteBuilder } from "./byte-builder.ts";
import { keepColdData } from "./cold-data.ts";
import { ByteCursor, unsigned } from "./leb128.ts";
import {
  findSection,
  readExports,
  replaceSection,
  SECTION,
  type Section,
  writeExports,
  writeModule,
} from "./wasm-module.ts";
import { BUILD_EXPORTS } from "./surface.ts";

/** Bytes of a page of linear memory. */
const PAGE = 65536;

/** Images are compared and copied in words of so many bytes. */
const WORD = 4;

/** A guest as it is after boot, apart from its code. */
export interface BootImage {
  /** Linear memory from address 0 to the last word that is not zero. */
  readonly memory: Uint8Array<ArrayBuffer>;
  /** Pages of linear memory; what `memory` does not cover is zero. */
  readonly pages: number;
  /** The value of `__stack_pointer`: the top of the C stack, which grows down to address 0. */
  readonly stackPointer: number;
}

interface BootExports {
  readonly memory: WebAssembly.Memory;
  readonly __stack_pointer: WebAssembly.Global<"i32">;
  readonly __kobako_fuel?: WebAssembly.Global<"i32">;
  readonly __kobako_boot: () => void;
}

function refuse(name: string) {
  return (): never => {
    throw new Error(`the guest called ${name} while it booted`);
  };
}

/** Boot must come out the same on every machine: clock and entropy are constant, output and Service calls are errors. */
function bootImports(memory: () => WebAssembly.Memory): WebAssembly.Imports {
  const zero = (pointer: number, length: number): number => {
    new Uint8Array(memory().buffer, pointer, length).fill(0);
    return 0;
  };
  return {
    env: {
      __kobako_dispatch: refuse("dispatch"),
      __kobako_await: refuse("await"),
      __kobako_pause: refuse("pause"),
      __kobako_safepoint: () => 0,
      __kobako_grow: (end: number) => {
        const missing = (end >>> 0) - memory().buffer.byteLength;
        if (missing > 0) memory().grow(Math.ceil(missing / PAGE));
        return 1;
      },
    },
    wasi_snapshot_preview1: {
      fd_write: refuse("fd_write"),
      clock_time_get: (_clock: number, _precision: bigint, result: number) => zero(result, 8),
      random_get: zero,
    },
  };
}

/** Boots the module once and returns what its memory then holds, with the dead part of the C stack cleared. */
export function captureBootImage(module: Uint8Array<ArrayBuffer>): BootImage {
  const late: { memory?: WebAssembly.Memory } = {};
  const current = (): WebAssembly.Memory => {
    if (late.memory === undefined) throw new Error("the guest called the host before it was there");
    return late.memory;
  };
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module), bootImports(current));
  const exports = instance.exports as unknown as BootExports;
  late.memory = exports.memory;
  exports.__kobako_boot();
  const stackPointer = exports.__stack_pointer.value;
  const bytes = new Uint8Array(exports.memory.buffer);
  bytes.fill(0, 0, stackPointer);
  const used = Math.ceil((bytes.findLastIndex((byte) => byte !== 0) + 1) / WORD) * WORD;
  return { memory: bytes.slice(0, used), pages: bytes.length / PAGE, stackPointer };
}

/** The memory section for exactly `pages` pages at the start; only the host grows it. */
function memorySection(pages: number): Uint8Array {
  return new ByteBuilder().append([1, 0]).append(unsigned(pages)).finish();
}

/**
 * Turns the module that booted into the one that is published: memory as large as the image, which replaces all active data;
 * no names, but the hints that belong to its code; none of the exports that only the build needs.
 */
export function stripForImage(sections: readonly Section[], image: BootImage): Uint8Array<ArrayBuffer> {
  const cursor = new ByteCursor(findSection(sections, SECTION.memory));
  if (cursor.u32() !== 1) throw new Error("the guest must have exactly one memory");
  const exports = readExports(sections).filter((entry) => !BUILD_EXPORTS.includes(entry.name));
  const kept = keepColdData(sections).filter(({ id, name }) => id !== SECTION.custom || name === BRANCH_HINTS);
  return writeModule(
    replaceSection(
      replaceSection(kept, SECTION.memory, memorySection(image.pages)),
      SECTION.export,
      writeExports(exports),
    ),
  );
}
