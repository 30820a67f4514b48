import { BULK, type Instruction, MEMORY_ACCESS, OPCODE } from "./instructions.ts";
import type { FunctionType } from "./wasm-module.ts";

/** How many operands an instruction takes and leaves; `undefined` where control flow meets and nothing is known of the stack. */
export interface Effect {
  readonly pops: number;
  readonly pushes: number;
}

const effect = (pops: number, pushes: number): Effect => ({ pops, pushes });
const NOTHING = effect(0, 0);
const UNARY = effect(1, 1);
const BINARY = effect(2, 1);

/** The numeric instructions that take one operand; the rest of 0x45 to 0xc4 take two (core specification, 5.4.7). */
const UNARY_RANGES: readonly (readonly [first: number, last: number])[] = [
  [0x45, 0x45],
  [0x50, 0x50],
  [0x67, 0x69],
  [0x79, 0x7b],
  [0x8b, 0x91],
  [0x99, 0x9f],
  [0xa7, 0xc4],
];

const DROP = 0x1a;
const SELECT = 0x1b;
const NOP = 0x01;
const MEMORY_SIZE = 0x3f;

/** The types that calls refer to. */
export interface Signatures {
  readonly functions: readonly FunctionType[];
  readonly types: readonly FunctionType[];
}

function callEffect(type: FunctionType | undefined, more: number): Effect {
  if (type === undefined) throw new Error("the guest calls a function of no type");
  return effect(type.parameters + more, type.results);
}

function accessEffect(opcode: number): Effect {
  return opcode < MEMORY_ACCESS.firstStore ? UNARY : effect(2, 0);
}

function bulkEffect(bulk: number): Effect {
  return bulk === BULK.memoryInit || bulk === BULK.memoryCopy || bulk === BULK.memoryFill ? effect(3, 0) : UNARY;
}

export function effectOf({ opcode, bulk, immediate }: Instruction, signatures: Signatures): Effect | undefined {
  if (opcode >= 0x45 && opcode <= 0xc4)
    return UNARY_RANGES.some(([first, last]) => opcode >= first && opcode <= last) ? UNARY : BINARY;
  if (opcode >= MEMORY_ACCESS.first && opcode <= MEMORY_ACCESS.last) return accessEffect(opcode);
  if (opcode >= OPCODE.i32Const && opcode <= 0x44) return effect(0, 1);
  switch (opcode) {
    case NOP:
      return NOTHING;
    case DROP:
    case OPCODE.branchIf:
    case OPCODE.localSet:
    case OPCODE.globalSet:
      return effect(1, 0);
    case SELECT:
      return effect(3, 1);
    case OPCODE.localGet:
    case OPCODE.globalGet:
    case MEMORY_SIZE:
      return effect(0, 1);
    case OPCODE.localTee:
    case OPCODE.memoryGrow:
      return UNARY;
    case OPCODE.call:
      return callEffect(signatures.functions[immediate], 0);
    case OPCODE.callIndirect:
      return callEffect(signatures.types[immediate], 1);
    case OPCODE.bulk:
      return bulkEffect(bulk);
    default:
      return undefined;
  }
}
