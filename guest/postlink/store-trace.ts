import { type Instruction, MEMORY_ACCESS, OPCODE } from "./instructions.ts";
import { effectOf, type Signatures } from "./operands.ts";

/** The global that the linker makes first. */
const STACK_POINTER = 0;

/** A number of which it is known that it is `displacement` more than a local was after one of its assignments. */
export interface LocalSum {
  readonly kind: "local";
  readonly local: number;
  /** Which of its assignments. */
  readonly version: number;
  readonly displacement: number;
}

type Operand =
  | LocalSum
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "stack pointer"; readonly displacement: number }
  | undefined;

/** A part of the code that is run from its start on: whoever comes to the inner one has passed the start of the outer one. */
export interface Scope {
  readonly outer: Scope | undefined;
}

/** What is known of an instruction that writes: a store, or an assignment of the stack pointer. */
export interface Write {
  /** Position among the instructions. */
  readonly at: number;
  /** The address, or what is assigned; `undefined` when it is the result of more than an addition. */
  readonly operand: LocalSum | undefined;
  /** Whether the local still holds what it held when the operand was pushed. */
  readonly live: boolean;
  readonly scope: Scope;
  /** Writes with the same number follow each other without a branch or a place to branch to between them. */
  readonly run: number;
}

export interface Trace {
  readonly stores: readonly Write[];
  readonly stackPointers: readonly Write[];
  /** Locals that hold the address of this call's C stack frame and nothing else, with the frame's size. */
  readonly frames: ReadonlyMap<number, number>;
}

const CONSTRUCTS: ReadonlySet<number> = new Set([OPCODE.block, OPCODE.loop, OPCODE.if, OPCODE.try]);
const ARMS: ReadonlySet<number> = new Set([OPCODE.else, OPCODE.catch, OPCODE.catchAll]);
const ENDS: ReadonlySet<number> = new Set([OPCODE.end, OPCODE.delegate]);

function isAssignment({ opcode }: Instruction): boolean {
  return opcode === OPCODE.localSet || opcode === OPCODE.localTee;
}

/** For each construct, by the position of its start, the locals that are assigned anywhere within it. */
function assignedWithin(instructions: readonly Instruction[]): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  const open: Set<number>[] = [];
  for (const [at, instruction] of instructions.entries()) {
    if (CONSTRUCTS.has(instruction.opcode)) {
      const assigned = new Set<number>();
      found.set(at, assigned);
      open.push(assigned);
    } else if (ENDS.has(instruction.opcode)) {
      const inner = open.pop();
      const outer = open.at(-1);
      if (inner !== undefined && outer !== undefined) for (const local of inner) outer.add(local);
    } else if (isAssignment(instruction)) open.at(-1)?.add(instruction.immediate);
  }
  return found;
}

/** Follows one function body, keeping what is known of the operands that were pushed since control flow last met. */
class Tracer {
  readonly #instructions: readonly Instruction[];
  readonly #parameters: number;
  readonly #signatures: Signatures;
  readonly #assigned: ReadonlyMap<number, ReadonlySet<number>>;
  readonly #operands: Operand[] = [];
  readonly #versions = new Map<number, number>();
  /** The scope around each construct that is open. */
  readonly #outer: Scope[] = [];
  readonly #assignments = new Map<number, number>();
  readonly #frameSizes = new Map<number, number>();
  readonly #stores: Write[] = [];
  readonly #stackPointers: Write[] = [];
  #scope: Scope = { outer: undefined };
  #run = 0;
  #version = 0;

  constructor(instructions: readonly Instruction[], parameters: number, signatures: Signatures) {
    this.#instructions = instructions;
    this.#parameters = parameters;
    this.#signatures = signatures;
    this.#assigned = assignedWithin(instructions);
  }

  trace(): Trace {
    for (const [at, instruction] of this.#instructions.entries()) this.#step(at, instruction);
    // Before its assignment such a local is 0, unless it came with the call.
    const frames = [...this.#frameSizes].filter(
      ([local]) => local >= this.#parameters && this.#assignments.get(local) === 1,
    );
    return { stores: this.#stores, stackPointers: this.#stackPointers, frames: new Map(frames) };
  }

  #step(at: number, instruction: Instruction): void {
    const { opcode, immediate } = instruction;
    const effect = effectOf(instruction, this.#signatures);
    if (effect === undefined) {
      this.#meet(at, opcode);
      return;
    }
    if (opcode >= MEMORY_ACCESS.firstStore && opcode <= MEMORY_ACCESS.last)
      this.#stores.push(this.#write(at, this.#operands.at(-2)));
    else if (opcode === OPCODE.globalSet && immediate === STACK_POINTER)
      this.#stackPointers.push(this.#write(at, this.#operands.at(-1)));
    const results = this.#results(instruction, effect.pushes);
    this.#operands.length = Math.max(0, this.#operands.length - effect.pops);
    this.#operands.push(...results);
    if (opcode === OPCODE.branchIf) this.#run++;
  }

  /** What an instruction leaves, before it has taken its operands. */
  #results({ opcode, immediate }: Instruction, pushes: number): Operand[] {
    const [left, right] = [this.#operands.at(-2), this.#operands.at(-1)];
    switch (opcode) {
      case OPCODE.i32Const:
        return [{ kind: "constant", value: immediate }];
      case OPCODE.localGet:
        return [this.#read(immediate)];
      case OPCODE.localSet:
        this.#assign(immediate, right);
        return [];
      case OPCODE.localTee:
        this.#assign(immediate, right);
        return [this.#read(immediate)];
      case OPCODE.globalGet:
        return [immediate === STACK_POINTER ? { kind: "stack pointer", displacement: 0 } : undefined];
      case OPCODE.i32Add:
        return [add(left, right) ?? add(right, left)];
      case OPCODE.i32Sub:
        return [right?.kind === "constant" ? add(left, { kind: "constant", value: -right.value }) : undefined];
      default:
        return Array.from({ length: pushes }, () => undefined);
    }
  }

  #read(local: number): Operand {
    return { kind: "local", local, version: this.#versions.get(local) ?? 0, displacement: 0 };
  }

  #assign(local: number, value: Operand): void {
    this.#versions.set(local, ++this.#version);
    this.#assignments.set(local, (this.#assignments.get(local) ?? 0) + 1);
    if (value?.kind === "stack pointer" && value.displacement <= 0) this.#frameSizes.set(local, -value.displacement);
  }

  /** Control flow meets or parts here: nothing is known of the operands any more. */
  #meet(at: number, opcode: number): void {
    this.#operands.length = 0;
    this.#run++;
    if (CONSTRUCTS.has(opcode)) {
      this.#outer.push(this.#scope);
      this.#scope = { outer: this.#scope };
      // A loop comes back here with what it assigned; everywhere else a local was last assigned further up, or not at all.
      if (opcode === OPCODE.loop)
        for (const local of this.#assigned.get(at) ?? []) this.#versions.set(local, ++this.#version);
    } else if (ARMS.has(opcode)) this.#scope = { outer: this.#outer.at(-1) };
    else if (ENDS.has(opcode)) this.#scope = this.#outer.pop() ?? this.#scope;
  }

  #write(at: number, operand: Operand): Write {
    const sum = operand?.kind === "local" ? operand : undefined;
    const live = sum !== undefined && (this.#versions.get(sum.local) ?? 0) === sum.version;
    return { at, operand: sum, live, scope: this.#scope, run: this.#run };
  }
}

/** An operand that is known, plus a constant. */
function add(sum: Operand, constant: Operand): Operand {
  if (sum === undefined || constant?.kind !== "constant") return undefined;
  if (sum.kind === "constant") return { kind: "constant", value: (sum.value + constant.value) | 0 };
  return { ...sum, displacement: (sum.displacement + constant.value) | 0 };
}

/** Where a function body writes, and what is known of the addresses. */
export function traceWrites(instructions: readonly Instruction[], parameters: number, signatures: Signatures): Trace {
  return new Tracer(instructions, parameters, signatures).trace();
}
