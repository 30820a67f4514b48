import { BULK, OPCODE, TYPE } from "./instructions.ts";
import { signed, unsigned } from "./leb128.ts";

/** Bulk memory instructions cost one step for each 64 bytes, about the time of one step elsewhere. */
const BULK_SHIFT = 6;

/** Shorter bulk operations cost nothing: what surrounds them is counted. */
const BULK_FREE_BYTES = 1024;

/**
 * Longer bulk operations are done in parts of so many bytes, each charged before it is done: copying tens of megabytes takes
 * longer than a script may be late. A multiple of 64, so that the sum is what the whole would cost.
 */
const PART_BYTES = 256 * 1024;

const BRANCH = 0x0c;
const BRANCH_IF = 0x0d;
const RETURN = 0x0f;
const SELECT = 0x1b;
const I32_LT_U = 0x49;
const I32_GT_U = 0x4b;
const I32_SHR_U = 0x76;

/** What the bulk helpers refer to and are called by, as indices of the module. */
export interface BulkIndices {
  readonly fuel: number;
  readonly expired: number;
  /** `charge(bytes)` */
  readonly charge: number;
  /** `fill(address, byte, length)` */
  readonly fill: number;
  /** `copy(to, from, length)` */
  readonly copy: number;
  /** The type of a block that takes two numbers and leaves none. */
  readonly pairType: number;
}

/** The types that the helpers need, in the order in which they follow the module's own. */
export const BULK_TYPES: readonly (readonly number[])[] = [
  [0x60, 1, TYPE.i32, 0],
  [0x60, 2, TYPE.i32, TYPE.i32, 0],
  [0x60, 3, TYPE.i32, TYPE.i32, TYPE.i32, 0],
];

const get = (local: number): number[] => [OPCODE.localGet, ...unsigned(local)];
const set = (local: number): number[] => [OPCODE.localSet, ...unsigned(local)];
const MEMORY_COPY = [OPCODE.bulk, BULK.memoryCopy, 0, 0];
const MEMORY_FILL = [OPCODE.bulk, BULK.memoryFill, 0];

function withLength(body: readonly number[]): number[] {
  return [...unsigned(body.length), ...body];
}

/** In the place of a bulk instruction, whose length lies on the stack: helped when it is long, as it was when it is short. */
export function meteredBulk(bulk: number, indices: BulkIndices, scratch: number): number[] {
  const [helper, plain] = bulk === BULK.memoryCopy ? [indices.copy, MEMORY_COPY] : [indices.fill, MEMORY_FILL];
  return [
    ...[OPCODE.localTee, ...unsigned(scratch), OPCODE.i32Const, ...signed(BULK_FREE_BYTES), I32_GT_U],
    ...[OPCODE.if, ...signed(indices.pairType), ...get(scratch), OPCODE.call, ...unsigned(helper)],
    ...[OPCODE.else, ...get(scratch), ...plain, OPCODE.end],
  ];
}

/**
 * The body of `charge(bytes)`: takes `bytes >> BULK_SHIFT` steps, calling `kobako_meter_expired` whenever the counter
 * would reach zero on the way. Fuel stays exact, and the counter never skips zero.
 */
function chargeBody(indices: BulkIndices): number[] {
  const fuel = unsigned(indices.fuel);
  return [
    ...[0x00, ...get(0), OPCODE.i32Const, BULK_SHIFT, I32_SHR_U, ...set(0), OPCODE.loop, TYPE.emptyBlock],
    ...[...get(0), OPCODE.globalGet, ...fuel, I32_LT_U, OPCODE.if, TYPE.emptyBlock],
    ...[OPCODE.globalGet, ...fuel, ...get(0), OPCODE.i32Sub, OPCODE.globalSet, ...fuel, RETURN, OPCODE.end],
    ...[...get(0), OPCODE.globalGet, ...fuel, OPCODE.i32Sub, ...set(0), OPCODE.i32Const, 0, OPCODE.globalSet, ...fuel],
    ...[OPCODE.call, ...unsigned(indices.expired), BRANCH, 0, OPCODE.end, OPCODE.end],
  ];
}

const [FIRST, SECOND, LENGTH, PART] = [0, 1, 2, 3];
const ONE_LOCAL = [1, 1, TYPE.i32];

/** `part = min(length, PART_BYTES); length -= part; charge(part);` */
function takePart(indices: BulkIndices): number[] {
  return [
    ...[...get(LENGTH), OPCODE.i32Const, ...signed(PART_BYTES), ...get(LENGTH), OPCODE.i32Const, ...signed(PART_BYTES)],
    ...[I32_LT_U, SELECT, ...set(PART), ...get(LENGTH), ...get(PART), OPCODE.i32Sub, ...set(LENGTH)],
    ...[...get(PART), OPCODE.call, ...unsigned(indices.charge)],
  ];
}

function advance(local: number): number[] {
  return [...get(local), ...get(PART), OPCODE.i32Add, ...set(local)];
}

function fillBody(indices: BulkIndices): number[] {
  return [
    ...[...ONE_LOCAL, OPCODE.loop, TYPE.emptyBlock, ...takePart(indices)],
    ...[...get(FIRST), ...get(SECOND), ...get(PART), ...MEMORY_FILL, ...advance(FIRST)],
    ...[...get(LENGTH), BRANCH_IF, 0, OPCODE.end, OPCODE.end],
  ];
}

/** Parts go in the order in which an overlapping target does not destroy what is still to be copied. */
function copyBody(indices: BulkIndices): number[] {
  const forwards = [
    ...[
      OPCODE.loop,
      TYPE.emptyBlock,
      ...takePart(indices),
      ...get(FIRST),
      ...get(SECOND),
      ...get(PART),
      ...MEMORY_COPY,
    ],
    ...[...advance(FIRST), ...advance(SECOND), ...get(LENGTH), BRANCH_IF, 0, OPCODE.end],
  ];
  const backwards = [
    ...[OPCODE.loop, TYPE.emptyBlock, ...takePart(indices), ...get(FIRST), ...get(LENGTH), OPCODE.i32Add],
    ...[...get(SECOND), ...get(LENGTH), OPCODE.i32Add, ...get(PART), ...MEMORY_COPY],
    ...[...get(LENGTH), BRANCH_IF, 0, OPCODE.end],
  ];
  return [
    ...[...ONE_LOCAL, ...get(FIRST), ...get(SECOND), I32_GT_U, OPCODE.if, TYPE.emptyBlock, ...backwards],
    ...[OPCODE.else, ...forwards, OPCODE.end, OPCODE.end],
  ];
}

/** The helpers in the order of their indices: the offset of each one's type in `BULK_TYPES`, and its body with its length. */
export function bulkHelpers(indices: BulkIndices): readonly { readonly type: number; readonly body: number[] }[] {
  return [
    { type: 0, body: withLength(chargeBody(indices)) },
    { type: 2, body: withLength(fillBody(indices)) },
    { type: 2, body: withLength(copyBody(indices)) },
  ];
}
