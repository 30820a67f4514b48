import { BULK_TYPES, type BulkIndices, bulkHelpers, meteredBulk } from "./bulk-metering.ts";
import { ByteBuilder } from "./byte-builder.ts";
import { readBody, writeBody } from "./function-body.ts";
import { BULK, OPCODE, readInstructions, TYPE, type Instruction } from "./instructions.ts";
import { ByteCursor, signed, unsigned } from "./leb128.ts";
import {
  appendToVector,
  findSection,
  readFunctionTypes,
  readExports,
  readFunctionNames,
  readImports,
  replaceSections,
  SECTION,
  type Section,
  vectorLength,
  writeExports,
} from "./wasm-module.ts";

/** Functions that the pass knows by name; guest/src/meter.c and guest/patches say what they are. */
const METER_NAMES = { tick: "kobako_tick", expired: "kobako_meter_expired", interpreter: "vm_loop" } as const;

/** The exported counter of guest steps. The host refills it; at exactly zero the guest calls `kobako_meter_expired`. */
const FUEL_GLOBAL = "__kobako_fuel";

/** A `br_table` this large is the interpreter's dispatch (mruby 3.3 has 106 instructions; no other switch comes near). */
const DISPATCH_TARGETS = 100;

const I32_EQZ = 0x45;

export interface MeterReport {
  /** Loop headers that count. */
  readonly loops: number;
  /** Loops around the interpreter's dispatch, left alone. */
  readonly exempt: number;
  /** Calls of `kobako_tick` that became counters. */
  readonly ticks: number;
  /** Bulk memory instructions that count. */
  readonly bulk: number;
  /** The function that is called when fuel is used up; `undefined` when nothing is counted. */
  readonly expired: number | undefined;
}

/** What the pass would have said, had it not been left out. */
export const UNMETERED: MeterReport = { loops: 0, exempt: 0, ticks: 0, bulk: 0, expired: undefined };

/** Whether a branch that begins so ends the guest, or is taken only when fuel is used up. */
export function isExpiry({ expired }: MeterReport): (first: Instruction) => boolean {
  return ({ opcode, immediate }) => opcode === OPCODE.unreachable || (opcode === OPCODE.call && immediate === expired);
}

/** What a metered body refers to, as indices of the module. */
interface Indices extends BulkIndices {
  readonly tick: number;
}

/** `if (--fuel == 0) kobako_meter_expired();` with `scratch` an i32 local. */
function countDown(indices: Indices, scratch: number): number[] {
  return [
    ...[
      OPCODE.globalGet,
      ...unsigned(indices.fuel),
      OPCODE.i32Const,
      1,
      OPCODE.i32Sub,
      OPCODE.localTee,
      ...unsigned(scratch),
    ],
    ...[OPCODE.globalSet, ...unsigned(indices.fuel), OPCODE.localGet, ...unsigned(scratch), I32_EQZ],
    ...[OPCODE.if, TYPE.emptyBlock, OPCODE.call, ...unsigned(indices.expired), OPCODE.end],
  ];
}

/** The starts of the loops that enclose the interpreter's dispatch: the patched interpreter counts for itself. */
function findDispatchLoops(instructions: readonly Instruction[]): Set<number> {
  const open: Instruction[] = [];
  const found = new Set<number>();
  for (const instruction of instructions) {
    const { opcode } = instruction;
    if (opcode === OPCODE.block || opcode === OPCODE.loop || opcode === OPCODE.if || opcode === OPCODE.try)
      open.push(instruction);
    else if (opcode === OPCODE.end || opcode === OPCODE.delegate) open.pop();
    else if (opcode === OPCODE.branchTable && instruction.immediate >= DISPATCH_TARGETS) {
      for (const outer of open) if (outer.opcode === OPCODE.loop) found.add(outer.start);
    }
  }
  return found;
}

class Meter {
  readonly indices: Indices;
  loops = 0;
  exempt = 0;
  ticks = 0;
  bulk = 0;

  constructor(indices: Indices) {
    this.indices = indices;
  }

  /** The bytes that go after (`loop`) or in the place of (`tick`, `bulk`) an instruction. */
  private rewrite(
    code: Uint8Array,
    instruction: Instruction,
    scratch: number,
    dispatchLoops: ReadonlySet<number>,
    out: ByteBuilder,
  ): void {
    const original = code.subarray(instruction.start, instruction.end);
    if (instruction.opcode === OPCODE.call && instruction.immediate === this.indices.tick) {
      this.ticks++;
      out.append(countDown(this.indices, scratch));
    } else if (instruction.opcode === OPCODE.loop && dispatchLoops.has(instruction.start)) {
      this.exempt++;
      out.append(original);
    } else if (instruction.opcode === OPCODE.loop) {
      this.loops++;
      out.append(original).append(countDown(this.indices, scratch));
    } else if (instruction.bulk === BULK.memoryCopy || instruction.bulk === BULK.memoryFill) {
      this.bulk++;
      out.append(meteredBulk(instruction.bulk, this.indices, scratch));
    } else {
      out.append(original);
    }
  }

  /** A metered copy of a function body, length prefix included. */
  meterBody(bytes: Uint8Array, parameters: number, interpreter: boolean): Uint8Array {
    const body = readBody(bytes);
    const instructions = [...readInstructions(new ByteCursor(body.code))];
    const dispatchLoops = interpreter ? findDispatchLoops(instructions) : new Set<number>();
    const scratch = parameters + body.localCount;
    const code = new ByteBuilder();
    for (const instruction of instructions) this.rewrite(body.code, instruction, scratch, dispatchLoops, code);
    return writeBody(body, [TYPE.i32], code.finish());
  }
}

function indexOfName(names: ReadonlyMap<number, string>, name: string): number {
  const found = [...names].find(([, candidate]) => candidate === name);
  if (found === undefined) throw new Error(`the linked guest has no function ${name}: was its name section stripped?`);
  return found[0];
}

/**
 * Makes every loop of the guest count: each loop header, each `kobako_tick` and each long bulk memory instruction takes
 * from the counter `__kobako_fuel`, and at zero control goes to `kobako_meter_expired`. Very long ones are done in parts. The
 * interpreter's dispatch loop is left alone, because the patched interpreter ticks at backward jumps and sends instead.
 *
 * Adds a global, types, functions and an export; no existing index changes.
 */
export function meter(sections: readonly Section[]): { sections: Section[]; report: MeterReport } {
  const names = readFunctionNames(sections);
  const importedFunctions = readImports(sections).filter((entry) => entry.kind === 0).length;
  const functions = readFunctionTypes(sections);
  const interpreter = indexOfName(names, METER_NAMES.interpreter);
  const types = findSection(sections, SECTION.type);
  const firstType = vectorLength(types);
  const firstHelper = functions.length;
  const indices: Indices = {
    fuel: vectorLength(findSection(sections, SECTION.global)),
    expired: indexOfName(names, METER_NAMES.expired),
    tick: indexOfName(names, METER_NAMES.tick),
    charge: firstHelper,
    fill: firstHelper + 1,
    copy: firstHelper + 2,
    pairType: firstType + 1,
  };
  const helpers = bulkHelpers(indices);
  const pass = new Meter(indices);
  const cursor = new ByteCursor(findSection(sections, SECTION.code));
  const code = new ByteBuilder().append(unsigned(cursor.u32() + helpers.length));
  for (const [index, { parameters }] of functions.entries()) {
    if (index < importedFunctions) continue;
    const bytes = cursor.take(cursor.u32());
    // The function that the counter calls must not count, or it would call itself.
    if (index === indices.expired) code.append(unsigned(bytes.length)).append(bytes);
    else code.append(pass.meterBody(bytes, parameters, index === interpreter));
  }
  for (const { body } of helpers) code.append(body);
  if (pass.exempt === 0 || pass.ticks === 0) {
    throw new Error(`the interpreter was not recognised: ${pass.exempt} dispatch loops, ${pass.ticks} ticks`);
  }
  const helperTypes = helpers.map(({ type }) => unsigned(firstType + type));
  const payloads: [number, Uint8Array][] = [
    [SECTION.type, appendToVector(types, ...BULK_TYPES)],
    [SECTION.function, appendToVector(findSection(sections, SECTION.function), ...helperTypes)],
    [
      SECTION.global,
      appendToVector(findSection(sections, SECTION.global), [
        TYPE.i32,
        1,
        OPCODE.i32Const,
        ...signed(0x7fffffff),
        OPCODE.end,
      ]),
    ],
    [SECTION.export, writeExports([...readExports(sections), { name: FUEL_GLOBAL, kind: 3, index: indices.fuel }])],
    [SECTION.code, code.finish()],
  ];
  const { loops, exempt, ticks, bulk } = pass;
  return {
    sections: replaceSections(sections, payloads),
    report: { loops, exempt, ticks, bulk, expired: indices.expired },
  };
}
