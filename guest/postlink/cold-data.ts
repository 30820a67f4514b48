import { ByteBuilder } from "./byte-builder.ts";
import { BULK, OPCODE } from "./instructions.ts";
import { ByteCursor, unsigned } from "./leb128.ts";
import { findSection, readDataNames, readExports, readImports, SECTION, type Section } from "./wasm-module.ts";

/** The section of guest/include/kobako/cold.h. */
const COLD_SEGMENT = "kobako_cold";

/** The function of guest/src/cold_segment.c: `(to, offset, size)`. */
const COLD_READER = "__kobako_cold_segment";

/** Segments as the format stores them: passive, and active in memory 0 at a constant address. */
const ACTIVE = 0;
const PASSIVE = 1;

const LOCAL_GET = 0x20;
const I32_CONST = 0x41;

/** Reads from the passive segment, which is the module's first. */
const READER_BODY = [
  ...[0x00, LOCAL_GET, 0, LOCAL_GET, 1, LOCAL_GET, 2],
  ...[OPCODE.bulk, BULK.memoryInit, 0, 0, OPCODE.end],
];

interface Segment {
  /** As the format stores it, from its kind on. */
  readonly encoded: Uint8Array;
  readonly passive: boolean;
  readonly content: Uint8Array;
}

function readSegments(payload: Uint8Array): Segment[] {
  const cursor = new ByteCursor(payload);
  return Array.from({ length: cursor.u32() }, () => {
    const from = cursor.offset;
    const kind = cursor.u32();
    if (kind !== ACTIVE && kind !== PASSIVE) throw new Error(`a data segment of kind ${kind}`);
    if (kind === ACTIVE) {
      if (cursor.byte() !== I32_CONST) throw new Error("a data segment without a constant address");
      cursor.skipSigned();
      if (cursor.byte() !== OPCODE.end) throw new Error("a data segment whose address is computed");
    }
    const content = cursor.take(cursor.u32());
    return { encoded: payload.subarray(from, cursor.offset), passive: kind === PASSIVE, content };
  });
}

function writeSegments(segments: readonly Segment[]): Uint8Array {
  const builder = new ByteBuilder().append(unsigned(segments.length));
  for (const { encoded } of segments) builder.append(encoded);
  return builder.finish();
}

function asPassive({ content }: Segment): Segment {
  const encoded = new ByteBuilder().append([PASSIVE]).append(unsigned(content.length)).append(content).finish();
  return { encoded, passive: true, content };
}

/** The code section with another body for the function that is exported as `COLD_READER`. */
function replaceReader(sections: readonly Section[]): Uint8Array {
  const reader = readExports(sections).find(({ name }) => name === COLD_READER);
  if (reader === undefined) throw new Error(`the linked guest does not export ${COLD_READER}`);
  const position = reader.index - readImports(sections).filter(({ kind }) => kind === 0).length;
  const cursor = new ByteCursor(findSection(sections, SECTION.code));
  const count = cursor.u32();
  const code = new ByteBuilder().append(unsigned(count));
  for (let at = 0; at < count; at++) {
    const body = cursor.take(cursor.u32());
    const chosen = at === position ? READER_BODY : body;
    code.append(unsigned(chosen.length)).append(chosen);
  }
  return code.finish();
}

/** The sections with their data replaced, and its count where the format wants it: before the code. */
function withData(sections: readonly Section[], segments: readonly Segment[]): Section[] {
  const count: Section = { id: SECTION.dataCount, name: "", payload: Uint8Array.from(unsigned(segments.length)) };
  return sections
    .filter(({ id }) => id !== SECTION.dataCount)
    .flatMap((section) => {
      if (section.id === SECTION.code) return [count, section];
      return section.id === SECTION.data ? [{ ...section, payload: writeSegments(segments) }] : [section];
    });
}

/**
 * Takes the data that guest/include/kobako/cold.h marks out of memory: its segment becomes passive and the module's first, and
 * the function that reads it gets its body. The addresses that it had are free memory from then on.
 */
export function separateColdData(sections: readonly Section[]): Section[] {
  const names = readDataNames(sections);
  const segments = readSegments(findSection(sections, SECTION.data));
  const cold = segments.filter((_, index) => names.get(index) === COLD_SEGMENT);
  const [segment] = cold;
  if (segment === undefined || cold.length > 1) {
    throw new Error(
      `the linked guest has ${cold.length} data segments ${COLD_SEGMENT}: was its name section stripped?`,
    );
  }
  const others = segments.filter((_, index) => names.get(index) !== COLD_SEGMENT);
  const code = replaceReader(sections);
  const separated = withData(sections, [asPassive(segment), ...others]);
  return separated.map((section) => (section.id === SECTION.code ? { ...section, payload: code } : section));
}

/** Only what no image can hold: the passive segments. */
export function keepColdData(sections: readonly Section[]): Section[] {
  const segments = readSegments(findSection(sections, SECTION.data));
  return withData(
    sections,
    segments.filter(({ passive }) => passive),
  );
}
