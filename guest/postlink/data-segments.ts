import { OPCODE } from "./instructions.ts";
import { ByteCursor } from "./leb128.ts";
import { findSection, readDataNames, SECTION, type Section } from "./wasm-module.ts";

/** Kinds of segments as the format stores them: passive, and active in memory 0 at a constant address. */
export const SEGMENT_KIND = { active: 0, passive: 1 } as const;

export interface Segment {
  /** What the linker calls it; empty when the module has no names. */
  readonly name: string;
  /** As the format stores it, from its kind on. */
  readonly encoded: Uint8Array;
  readonly passive: boolean;
  /** Where an active one goes. */
  readonly address: number;
  readonly content: Uint8Array;
}

export function readSegments(sections: readonly Section[]): Segment[] {
  const names = readDataNames(sections);
  const payload = findSection(sections, SECTION.data);
  const cursor = new ByteCursor(payload);
  return Array.from({ length: cursor.u32() }, (_, index) => {
    const from = cursor.offset;
    const kind = cursor.u32();
    if (kind !== SEGMENT_KIND.active && kind !== SEGMENT_KIND.passive)
      throw new Error(`a data segment of kind ${kind}`);
    const passive = kind === SEGMENT_KIND.passive;
    const address = passive ? 0 : readAddress(cursor);
    const content = cursor.take(cursor.u32());
    return { name: names.get(index) ?? "", encoded: payload.subarray(from, cursor.offset), passive, address, content };
  });
}

function readAddress(cursor: ByteCursor): number {
  if (cursor.byte() !== OPCODE.i32Const) throw new Error("a data segment without a constant address");
  const address = cursor.s32() >>> 0;
  if (cursor.byte() !== OPCODE.end) throw new Error("a data segment whose address is computed");
  return address;
}
