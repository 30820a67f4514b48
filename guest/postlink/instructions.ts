import type { ByteCursor } from "./leb128.ts";

/** The opcodes that the post-link steps look for (core specification, 5.4, and the legacy exception-handling proposal). */
export const OPCODE = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  try: 0x06,
  catch: 0x07,
  end: 0x0b,
  branchIf: 0x0d,
  branchTable: 0x0e,
  call: 0x10,
  callIndirect: 0x11,
  delegate: 0x18,
  catchAll: 0x19,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Const: 0x41,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  memoryGrow: 0x40,
  bulk: 0xfc,
} as const;

/** Types of numbers, and the type of a block that neither takes nor leaves any (5.3.1, 5.4.1). */
export const TYPE = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, emptyBlock: 0x40 } as const;

/** Second byte after `OPCODE.bulk`. */
export const BULK = { memoryInit: 8, memoryCopy: 10, memoryFill: 11 } as const;

/** One instruction: where it lies and, for some, what its immediate says. */
export interface Instruction {
  readonly opcode: number;
  /** The number after `OPCODE.bulk`, else 0. */
  readonly bulk: number;
  readonly start: number;
  readonly end: number;
  /**
   * The index of a local, a global, a called function or, for `call_indirect`, its type; the number of targets of `br_table`; the
   * value of `i32.const`; the offset of a load or store; else 0.
   */
  readonly immediate: number;
}

/** Opcodes of loads and, behind them, stores. */
export const MEMORY_ACCESS = { first: 0x28, firstStore: 0x36, last: 0x3e } as const;

function skipIndices(cursor: ByteCursor, count: number): void {
  for (let i = 0; i < count; i++) cursor.u32();
}

/** Steps over the immediates of `opcode` and returns the one number of them that callers want. */
function readImmediates(cursor: ByteCursor, opcode: number): number {
  if (opcode >= 0x45 && opcode <= 0xc4) return 0;
  if (opcode >= MEMORY_ACCESS.first && opcode <= MEMORY_ACCESS.last) return (skipIndices(cursor, 1), cursor.u32());
  if (opcode >= OPCODE.localGet && opcode <= OPCODE.globalSet) return cursor.u32();
  switch (opcode) {
    case OPCODE.unreachable:
    case 0x01: // nop
    case OPCODE.else:
    case OPCODE.end:
    case 0x0f: // return
    case OPCODE.catchAll:
    case 0x1a: // drop
    case 0x1b: // select
      return 0;
    case OPCODE.block:
    case OPCODE.loop:
    case OPCODE.if:
    case OPCODE.try:
      cursor.skipSigned();
      return 0;
    case OPCODE.catch:
    case 0x08: // throw
    case 0x09: // rethrow
    case 0x0c: // br
    case OPCODE.branchIf:
    case OPCODE.delegate:
    case 0x3f: // memory.size
    case OPCODE.memoryGrow:
      cursor.u32();
      return 0;
    case OPCODE.call:
      return cursor.u32();
    case OPCODE.branchTable: {
      const targets = cursor.u32();
      skipIndices(cursor, targets + 1);
      return targets;
    }
    case OPCODE.callIndirect: {
      const type = cursor.u32();
      skipIndices(cursor, 1);
      return type;
    }
    case OPCODE.i32Const:
      return cursor.s32();
    case 0x42: // i64.const
      cursor.skipSigned();
      return 0;
    case 0x43: // f32.const
      cursor.skip(4);
      return 0;
    case 0x44: // f64.const
      cursor.skip(8);
      return 0;
    default:
      throw new Error(
        `the guest uses an instruction that nobody expects: 0x${opcode.toString(16)} at byte ${cursor.offset - 1}`,
      );
  }
}

function readBulk(cursor: ByteCursor): number {
  const bulk = cursor.u32();
  if (bulk <= 7) return bulk; // saturating conversions
  if (bulk === BULK.memoryInit || bulk === BULK.memoryCopy) return (skipIndices(cursor, 2), bulk);
  if (bulk === BULK.memoryFill) return (cursor.u32(), bulk);
  throw new Error(`the guest uses a bulk instruction that nobody expects: 0xfc ${bulk} at byte ${cursor.offset - 2}`);
}

/** All instructions of an expression, up to `cursor.end`. An instruction outside the known set is an error. */
export function* readInstructions(cursor: ByteCursor): Generator<Instruction> {
  while (!cursor.done) {
    const start = cursor.offset;
    const opcode = cursor.byte();
    const bulk = opcode === OPCODE.bulk ? readBulk(cursor) : 0;
    const immediate = opcode === OPCODE.bulk ? 0 : readImmediates(cursor, opcode);
    yield { opcode, bulk, start, end: cursor.offset, immediate };
  }
}
