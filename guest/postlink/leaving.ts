import { OPCODE, TYPE } from "./instructions.ts";
import { ByteCursor, signed, unsigned } from "./leb128.ts";
import {
  appendToVector,
  findSection,
  readExports,
  readImports,
  replaceSections,
  SECTION,
  type Section,
  vectorLength,
  writeExports,
} from "./wasm-module.ts";

/** What the host enters on a stack that may be suspended. */
const ENTRIES: readonly string[] = ["__kobako_eval", "__kobako_run", "__kobako_compile", "__kobako_setup"];

/** The exported global that is 1 once an entry returned. The host sets it back. */
const LEFT_GLOBAL = "__kobako_left";

/** The index of the type of each function that the module defines, in order. */
function readTypeIndices(sections: readonly Section[]): number[] {
  const cursor = new ByteCursor(findSection(sections, SECTION.function));
  return Array.from({ length: cursor.u32() }, () => cursor.u32());
}

/** Calls the entry with its two arguments, and says that it returned. */
function wrapperOf(entry: number, left: number): number[] {
  const body = [
    ...[0x00, OPCODE.localGet, 0, OPCODE.localGet, 1, OPCODE.call, ...unsigned(entry)],
    ...[OPCODE.i32Const, 1, OPCODE.globalSet, ...unsigned(left), OPCODE.end],
  ];
  return [...unsigned(body.length), ...body];
}

/**
 * Lets the host see at once whether a guest that it entered has left, by returning: the engine's Promise says so only later, and
 * a trap or a wait look the same until then. Nothing else in the module writes the global.
 */
export function markLeaving(sections: readonly Section[]): Section[] {
  const imported = readImports(sections).filter(({ kind }) => kind === 0).length;
  const types = readTypeIndices(sections);
  const left = vectorLength(findSection(sections, SECTION.global));
  const exports = readExports(sections);
  const wrapped = ENTRIES.map((name) => {
    const index = exports.find((entry) => entry.name === name)?.index;
    const type = index === undefined ? undefined : types[index - imported];
    if (index === undefined || type === undefined) throw new Error(`the linked guest does not export ${name}`);
    return { name, index, type };
  });
  const first = imported + types.length;
  const marked = exports.map((entry) => {
    const at = ENTRIES.indexOf(entry.name);
    return at === -1 ? entry : { ...entry, index: first + at };
  });
  return replaceSections(sections, [
    [
      SECTION.function,
      appendToVector(findSection(sections, SECTION.function), ...wrapped.map(({ type }) => unsigned(type))),
    ],
    [
      SECTION.global,
      appendToVector(findSection(sections, SECTION.global), [TYPE.i32, 1, OPCODE.i32Const, ...signed(0), OPCODE.end]),
    ],
    [SECTION.export, writeExports([...marked, { name: LEFT_GLOBAL, kind: 3, index: left }])],
    [
      SECTION.code,
      appendToVector(findSection(sections, SECTION.code), ...wrapped.map(({ index }) => wrapperOf(index, left))),
    ],
  ]);
}
