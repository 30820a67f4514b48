import { ByteBuilder } from "./byte-builder.ts";
import { readSegments } from "./data-segments.ts";
import { readBodies, readBody, writeBody } from "./function-body.ts";
import { BULK, type Instruction, MEMORY_ACCESS, OPCODE, readInstructions, TYPE } from "./instructions.ts";
import { ByteCursor, signed, unsigned } from "./leb128.ts";
import type { Signatures } from "./operands.ts";
import { type LocalSum, type Scope, type Trace, traceWrites, type Write } from "./store-trace.ts";
import { readFunctionTypes, readImports, readTypes, replaceSection, SECTION, type Section } from "./wasm-module.ts";

/** Bytes, `to` exclusive. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** The addresses of constant data, `to` exclusive. */
export type ConstantRange = Range;

/** What the linker calls the segment of constant data. */
const CONSTANT_SEGMENT = ".rodata";

/**
 * One check may speak for so many bytes around a base address: more than any structure has. Constants are more, so where both ends
 * are none of them, nothing in between is.
 */
const WIDEST_CHECK = 4096;

const I32_LT_U = 0x49;
const I32_GT_U = 0x4b;
const I32_AND = 0x71;

/** Bytes that a store writes and the type of what it takes, by opcode from `MEMORY_ACCESS.firstStore` on. */
const STORES: readonly (readonly [bytes: number, type: number])[] = [
  ...[[4, TYPE.i32] as const, [8, TYPE.i64] as const, [4, TYPE.f32] as const, [8, TYPE.f64] as const],
  ...[
    [1, TYPE.i32] as const,
    [2, TYPE.i32] as const,
    [1, TYPE.i64] as const,
    [2, TYPE.i64] as const,
    [4, TYPE.i64] as const,
  ],
];

const STOP_IF = [OPCODE.if, TYPE.emptyBlock, OPCODE.unreachable, OPCODE.end];

export interface GuardReport {
  /** Checks that were added. */
  readonly checks: number;
  /** Stores that need none: into the C stack frame, or close to what was checked. */
  readonly proven: number;
}

/** Bytes that were checked not to be constant, counted from a local. */
interface Fact extends Range {
  readonly scope: Scope;
}

/** The scratch locals of one function, by type; those of one type are numbered. */
class Scratch {
  readonly #first: number;
  readonly #index = new Map<string, number>();
  readonly types: number[] = [];

  constructor(first: number) {
    this.#first = first;
  }

  local(type: number, number = 0): number[] {
    const key = `${type}/${number}`;
    const index = this.#index.get(key) ?? this.#first + this.types.push(type) - 1;
    this.#index.set(key, index);
    return unsigned(index);
  }
}

function encloses(outer: Scope, inner: Scope): boolean {
  for (let scope: Scope | undefined = inner; scope !== undefined; scope = scope.outer) if (scope === outer) return true;
  return false;
}

function keyOf({ local, version }: LocalSum): string {
  return `${local}/${version}`;
}

/** One function body on its way. */
class BodyGuard {
  readonly #constants: Range;
  readonly #instructions: readonly Instruction[];
  readonly #trace: Trace;
  readonly #scratch: Scratch;
  readonly #facts = new Map<string, Fact[]>();
  readonly #hulls: ReadonlyMap<string, Range>;
  checks = 0;
  proven = 0;

  constructor(constants: Range, instructions: readonly Instruction[], trace: Trace, scratch: Scratch) {
    this.#constants = constants;
    this.#instructions = instructions;
    this.#trace = trace;
    this.#scratch = scratch;
    this.#hulls = this.#findHulls();
  }

  /** What goes before the instruction at each position that needs a check. */
  checksByPosition(): Map<number, readonly number[]> {
    const found = new Map<number, readonly number[]>();
    for (const store of this.#trace.stores) {
      const check = this.#checkStore(store);
      if (check === undefined) this.proven++;
      else found.set(store.at, check);
    }
    for (const { at, operand } of this.#trace.stackPointers) {
      const place = { from: operand?.displacement ?? 0, to: operand?.displacement ?? 0 };
      if (operand === undefined || !this.#isInFrame(operand, place)) found.set(at, this.#checkStackPointer());
    }
    for (const [at, { bulk }] of this.#instructions.entries())
      if (bulk === BULK.memoryCopy || bulk === BULK.memoryFill || bulk === BULK.memoryInit)
        found.set(at, this.#checkBulk());
    this.checks = found.size;
    return found;
  }

  #instruction(at: number): Instruction {
    const instruction = this.#instructions[at];
    if (instruction === undefined) throw new Error(`no instruction ${at}`);
    return instruction;
  }

  /** The bytes that a store writes, counted from the base of its address. */
  #extent({ at, operand }: Write): Range {
    const { opcode, immediate } = this.#instruction(at);
    const [bytes = 8] = STORES[opcode - MEMORY_ACCESS.firstStore] ?? [];
    const from = (operand?.displacement ?? 0) + immediate;
    return { from, to: from + bytes };
  }

  /** Whether bytes, counted from a local, lie in this call's C stack frame. */
  #isInFrame({ local }: LocalSum, { from, to }: Range): boolean {
    const size = this.#trace.frames.get(local);
    return size !== undefined && size <= this.#constants.from && from >= 0 && to <= size;
  }

  /** For each base, what the stores write that follow each other without a branch between them. */
  #findHulls(): Map<string, Range> {
    const hulls = new Map<string, Range>();
    for (const store of this.#trace.stores) {
      if (store.operand === undefined || !store.live) continue;
      const key = `${store.run}/${keyOf(store.operand)}`;
      const extent = this.#extent(store);
      const known = hulls.get(key) ?? extent;
      const wider = { from: Math.min(known.from, extent.from), to: Math.max(known.to, extent.to) };
      hulls.set(key, wider.to - wider.from > WIDEST_CHECK ? known : wider);
    }
    return hulls;
  }

  #checkStore(store: Write): number[] | undefined {
    const { operand, live, scope, run } = store;
    const extent = this.#extent(store);
    if (operand === undefined || !live) return this.#checkUnknown(store, extent);
    if (this.#isInFrame(operand, extent)) return undefined;
    const key = keyOf(operand);
    const facts = this.#facts.get(key) ?? [];
    if (facts.some((fact) => fact.from <= extent.from && fact.to >= extent.to && encloses(fact.scope, scope)))
      return undefined;
    const hull = this.#hulls.get(`${run}/${key}`);
    const checked = hull !== undefined && hull.from <= extent.from && hull.to >= extent.to ? hull : extent;
    this.#facts.set(key, [...facts, { ...checked, scope }]);
    return [OPCODE.localGet, ...unsigned(operand.local), ...this.#stopIfConstant(checked)];
  }

  /** The address is under the value on the stack: both are set aside. */
  #checkUnknown({ at, operand }: Write, extent: Range): number[] {
    const [, type = TYPE.i32] = STORES[this.#instruction(at).opcode - MEMORY_ACCESS.firstStore] ?? [];
    const address = this.#scratch.local(TYPE.i32);
    const value = this.#scratch.local(type, 1);
    const displacement = operand?.displacement ?? 0;
    const counted = { from: extent.from - displacement, to: extent.to - displacement };
    return [
      ...[OPCODE.localSet, ...value, OPCODE.localTee, ...address, ...this.#stopIfConstant(counted)],
      ...[OPCODE.localGet, ...address, OPCODE.localGet, ...value],
    ];
  }

  /** Takes an address: some byte between `from` and `to` from there is constant. Wraps as addresses of the engine cannot. */
  #stopIfConstant({ from, to }: Range): number[] {
    const { from: first, to: end } = this.#constants;
    return [
      ...[OPCODE.i32Const, ...signed(to - 1 - first), OPCODE.i32Add],
      ...[OPCODE.i32Const, ...signed(end - first + to - from - 1), I32_LT_U, ...STOP_IF],
    ];
  }

  /** The C stack lies below the constants, and what is not known to be a frame must not say otherwise. */
  #checkStackPointer(): number[] {
    const value = this.#scratch.local(TYPE.i32);
    return [
      ...[OPCODE.localTee, ...value, OPCODE.i32Const, ...signed(this.#constants.from), I32_GT_U, ...STOP_IF],
      ...[OPCODE.localGet, ...value],
    ];
  }

  /** Target and length are the first and third operand. A length that wraps leaves memory, and the engine refuses it whole. */
  #checkBulk(): number[] {
    const [target, second, length] = [0, 1, 2].map((number) => this.#scratch.local(TYPE.i32, number)) as [
      number[],
      number[],
      number[],
    ];
    const { from, to } = this.#constants;
    return [
      ...[OPCODE.localSet, ...length, OPCODE.localSet, ...second, OPCODE.localTee, ...target],
      ...[OPCODE.i32Const, ...signed(to), I32_LT_U, OPCODE.localGet, ...target, OPCODE.localGet, ...length],
      ...[OPCODE.i32Add, OPCODE.i32Const, ...signed(from), I32_GT_U, I32_AND, ...STOP_IF],
      ...[OPCODE.localGet, ...target, OPCODE.localGet, ...second, OPCODE.localGet, ...length],
    ];
  }
}

/** Where the linker put constant data. The C stack must end where it begins. */
export function findConstants(sections: readonly Section[]): ConstantRange {
  const segment = readSegments(sections).find(({ name, passive }) => name === CONSTANT_SEGMENT && !passive);
  if (segment === undefined) throw new Error(`the linked guest has no data segment ${CONSTANT_SEGMENT}`);
  return { from: segment.address, to: segment.address + segment.content.length };
}

/**
 * Makes constant data constant: WebAssembly has no memory that cannot be written, so each instruction that writes is preceded by
 * a check that its target is elsewhere, and traps otherwise. Nothing that a guest does can alter the constants, however corrupted
 * it is; so the host needs not restore them. Stores into the C stack frame need no check, because the stack pointer is never
 * above the first constant, nor do those close to an address that was checked before on every way here.
 */
export function guardConstants(
  sections: readonly Section[],
  constants: ConstantRange,
): { sections: Section[]; report: GuardReport } {
  if (constants.to - constants.from < WIDEST_CHECK) throw new Error("the guest has next to no constants");
  const signatures: Signatures = { functions: readFunctionTypes(sections), types: readTypes(sections) };
  const imported = readImports(sections).filter(({ kind }) => kind === 0).length;
  const bodies = readBodies(sections).map(readBody);
  const code = new ByteBuilder().append(unsigned(bodies.length));
  let [checks, proven] = [0, 0];
  for (const [position, body] of bodies.entries()) {
    const parameters = signatures.functions[imported + position]?.parameters;
    if (parameters === undefined) throw new Error(`function ${imported + position} has no type`);
    const instructions = [...readInstructions(new ByteCursor(body.code))];
    const scratch = new Scratch(parameters + body.localCount);
    const guard = new BodyGuard(constants, instructions, traceWrites(instructions, parameters, signatures), scratch);
    const inserted = guard.checksByPosition();
    const guarded = new ByteBuilder();
    for (const [at, { start, end }] of instructions.entries()) {
      const check = inserted.get(at);
      if (check !== undefined) guarded.append(check);
      guarded.append(body.code.subarray(start, end));
    }
    code.append(writeBody(body, scratch.types, guarded.finish()));
    checks += guard.checks;
    proven += guard.proven;
  }
  return { sections: replaceSection(sections, SECTION.code, code.finish()), report: { checks, proven } };
}
