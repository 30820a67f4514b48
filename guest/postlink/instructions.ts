import type { ByteCursor } from "./leb128.ts";

/** The opcodes that the post-link steps look for (core specification, 5.4, and the legacy exception-handling proposal). */
export const OPCODE = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  try: 0x06,
  end: 0x0b,
  branchTable: 0x0e,
  call: 0x10,
  delegate: 0x18,
  memoryGrow: 0x40,
  bulk: 0xfc,
} as const;

/** Second byte after `OPCODE.bulk`. */
export const BULK = { memoryInit: 8, memoryCopy: 10, memoryFill: 11 } as const;

/** One instruction: where it lies and, for some, what its immediate says. */
export interface Instruction {
  readonly opcode: number;
  /** The number after `OPCODE.bulk`, else 0. */
  readonly bulk: number;
  readonly start: number;
  readonly end: number;
  /** The function index of `call`, the number of targets of `br_table`, else 0. */
  readonly immediate: number;
}

function skipIndices(cursor: ByteCursor, count: number): void {
  for (let i = 0; i < count; i++) cursor.u32();
}

/** Steps over the immediates of `opcode` and returns the one number of them that callers want. */
function readImmediates(cursor: ByteCursor, opcode: number): number {
  if (opcode >= 0x45 && opcode <= 0xc4) return 0;
  if (opcode >= 0x28 && opcode <= 0x3e) return (skipIndices(cursor, 2), 0);
  if (opcode >= 0x20 && opcode <= 0x24) return (cursor.u32(), 0);
  switch (opcode) {
    case 0x00: // unreachable
    case 0x01: // nop
    case OPCODE.else:
    case OPCODE.end:
    case 0x0f: // return
    case 0x19: // catch_all
    case 0x1a: // drop
    case 0x1b: // select
      return 0;
    case OPCODE.block:
    case OPCODE.loop:
    case OPCODE.if:
    case OPCODE.try:
      cursor.skipSigned();
      return 0;
    case 0x07: // catch
    case 0x08: // throw
    case 0x09: // rethrow
    case 0x0c: // br
    case 0x0d: // br_if
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
    case 0x11: // call_indirect
      skipIndices(cursor, 2);
      return 0;
    case 0x41: // i32.const
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
