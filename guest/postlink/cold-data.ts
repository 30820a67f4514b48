import { ByteBuilder } from "./byte-builder.ts";
import { readSegments, type Segment, SEGMENT_KIND } from "./data-segments.ts";
import { readBodies } from "./function-body.ts";
import { BULK, OPCODE } from "./instructions.ts";
import { unsigned } from "./leb128.ts";
import { readExports, readImports, SECTION, type Section } from "./wasm-module.ts";

/** The section of guest/include/kobako/cold.h. */
const COLD_SEGMENT = "kobako_cold";

/** The function of guest/src/cold_segment.c: `(to, offset, size)`. */
const COLD_READER = "__kobako_cold_segment";

/** Reads from the passive segment, which is the module's first. */
const READER_BODY = [
  ...[0x00, OPCODE.localGet, 0, OPCODE.localGet, 1, OPCODE.localGet, 2],
  ...[OPCODE.bulk, BULK.memoryInit, 0, 0, OPCODE.end],
];

function writeSegments(segments: readonly Segment[]): Uint8Array {
  const builder = new ByteBuilder().append(unsigned(segments.length));
  for (const { encoded } of segments) builder.append(encoded);
  return builder.finish();
}

function asPassive(segment: Segment): Segment {
  const { content } = segment;
  const encoded = new ByteBuilder()
    .append([SEGMENT_KIND.passive])
    .append(unsigned(content.length))
    .append(content)
    .finish();
  return { ...segment, encoded, passive: true };
}

/** The code section with another body for the function that is exported as `COLD_READER`. */
function replaceReader(sections: readonly Section[]): Uint8Array {
  const reader = readExports(sections).find(({ name }) => name === COLD_READER);
  if (reader === undefined) throw new Error(`the linked guest does not export ${COLD_READER}`);
  const position = reader.index - readImports(sections).filter(({ kind }) => kind === 0).length;
  const bodies = readBodies(sections);
  const code = new ByteBuilder().append(unsigned(bodies.length));
  for (const [at, body] of bodies.entries()) {
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
  const segments = readSegments(sections);
  const cold = segments.filter(({ name }) => name === COLD_SEGMENT);
  const [segment] = cold;
  if (segment === undefined || cold.length > 1) {
    throw new Error(
      `the linked guest has ${cold.length} data segments ${COLD_SEGMENT}: was its name section stripped?`,
    );
  }
  const others = segments.filter(({ name }) => name !== COLD_SEGMENT);
  const code = replaceReader(sections);
  const separated = withData(sections, [asPassive(segment), ...others]);
  return separated.map((section) => (section.id === SECTION.code ? { ...section, payload: code } : section));
}

/** Only what no image can hold: the passive segments. */
export function keepColdData(sections: readonly Section[]): Section[] {
  return withData(
    sections,
    readSegments(sections).filter(({ passive }) => passive),
  );
}
