import { ByteBuilder } from "./byte-builder.ts";
import { ByteCursor, text, unsigned } from "./leb128.ts";

/** Section ids of the WebAssembly binary format (core specification, 5.5.2). */
export const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  memory: 5,
  global: 6,
  export: 7,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

export interface Section {
  readonly id: number;
  /** The name of a custom section, else empty. */
  readonly name: string;
  /** Without id and length; for a custom section without its name. */
  readonly payload: Uint8Array;
}

export interface Import {
  readonly module: string;
  readonly name: string;
  /** 0 function, 1 table, 2 memory, 3 global, 4 tag. */
  readonly kind: number;
  /** The index of a function's type, else 0. */
  readonly type: number;
}

export interface Export {
  readonly name: string;
  /** As `Import.kind`. */
  readonly kind: number;
  readonly index: number;
}

export function parseModule(bytes: Uint8Array): Section[] {
  if (!HEADER.every((byte, index) => bytes[index] === byte)) throw new Error("not a WebAssembly module of version 1");
  const cursor = new ByteCursor(bytes, HEADER.length);
  const sections: Section[] = [];
  while (!cursor.done) {
    const id = cursor.byte();
    const payload = cursor.take(cursor.u32());
    if (id !== SECTION.custom) {
      sections.push({ id, name: "", payload });
      continue;
    }
    const inner = new ByteCursor(payload);
    const name = inner.text();
    sections.push({ id, name, payload: payload.subarray(inner.offset) });
  }
  return sections;
}

export function writeModule(sections: readonly Section[]): Uint8Array<ArrayBuffer> {
  const builder = new ByteBuilder().append(HEADER);
  for (const section of sections) {
    const name = section.id === SECTION.custom ? text(section.name) : [];
    builder
      .append([section.id])
      .append(unsigned(name.length + section.payload.length))
      .append(name)
      .append(section.payload);
  }
  return builder.finish();
}

export function findSection(sections: readonly Section[], id: number): Uint8Array {
  const section = sections.find((candidate) => candidate.id === id);
  if (section === undefined) throw new Error(`the module has no section ${id}`);
  return section.payload;
}

export function replaceSection(sections: readonly Section[], id: number, payload: Uint8Array): Section[] {
  return sections.map((section) => (section.id === id ? { ...section, payload } : section));
}

/** Appends elements to a section that is a vector. */
export function appendToVector(payload: Uint8Array, ...elements: readonly (readonly number[])[]): Uint8Array {
  const cursor = new ByteCursor(payload);
  const count = cursor.u32();
  return new ByteBuilder()
    .append(unsigned(count + elements.length))
    .append(payload.subarray(cursor.offset))
    .append(elements.flat())
    .finish();
}

export function vectorLength(payload: Uint8Array): number {
  return new ByteCursor(payload).u32();
}

/** Several at once. */
export function replaceSections(
  sections: readonly Section[],
  payloads: readonly (readonly [id: number, payload: Uint8Array])[],
): Section[] {
  return payloads.reduce<Section[]>((current, [id, payload]) => replaceSection(current, id, payload), [...sections]);
}

function skipLimits(cursor: ByteCursor): void {
  const flags = cursor.byte();
  cursor.u32();
  if ((flags & 1) === 1) cursor.u32();
}

/** Returns the index of a function's type. */
function readImportType(cursor: ByteCursor, kind: number): number {
  if (kind === 1) throw new Error("the guest imports a table");
  if (kind === 0) return cursor.u32();
  if (kind === 2) skipLimits(cursor);
  else cursor.skip(2);
  return 0;
}

export function readImports(sections: readonly Section[]): Import[] {
  const section = sections.find(({ id }) => id === SECTION.import);
  if (section === undefined) return [];
  const cursor = new ByteCursor(section.payload);
  return Array.from({ length: cursor.u32() }, () => {
    const entry = { module: cursor.text(), name: cursor.text(), kind: cursor.byte() };
    return { ...entry, type: readImportType(cursor, entry.kind) };
  });
}

export function readExports(sections: readonly Section[]): Export[] {
  const cursor = new ByteCursor(findSection(sections, SECTION.export));
  return Array.from({ length: cursor.u32() }, () => ({
    name: cursor.text(),
    kind: cursor.byte(),
    index: cursor.u32(),
  }));
}

export function writeExports(exports: readonly Export[]): Uint8Array {
  const builder = new ByteBuilder().append(unsigned(exports.length));
  for (const entry of exports) builder.append(text(entry.name)).append([entry.kind]).append(unsigned(entry.index));
  return builder.finish();
}

/** How many operands a function takes and leaves. */
export interface FunctionType {
  readonly parameters: number;
  readonly results: number;
}

/** The types of the type section, in order. */
export function readTypes(sections: readonly Section[]): FunctionType[] {
  const cursor = new ByteCursor(findSection(sections, SECTION.type));
  return Array.from({ length: cursor.u32() }, () => {
    if (cursor.byte() !== 0x60) throw new Error("a type that is no function type");
    const parameters = cursor.u32();
    cursor.skip(parameters);
    const results = cursor.u32();
    cursor.skip(results);
    return { parameters, results };
  });
}

/** The type of each function, by its index: imported ones first. */
export function readFunctionTypes(sections: readonly Section[]): FunctionType[] {
  const types = readTypes(sections);
  const at = (index: number): FunctionType => {
    const type = types[index];
    if (type === undefined) throw new Error(`the module has no type ${index}`);
    return type;
  };
  const imported = readImports(sections).filter(({ kind }) => kind === 0);
  const cursor = new ByteCursor(findSection(sections, SECTION.function));
  const defined = Array.from({ length: cursor.u32() }, () => at(cursor.u32()));
  return [...imported.map(({ type }) => at(type)), ...defined];
}

/** Names from one subsection of the `name` section, by index; empty when the module has none. */
function readNames(sections: readonly Section[], subsection: number): Map<number, string> {
  const names = new Map<number, string>();
  const section = sections.find((candidate) => candidate.id === SECTION.custom && candidate.name === "name");
  if (section === undefined) return names;
  const cursor = new ByteCursor(section.payload);
  while (!cursor.done) {
    const id = cursor.byte();
    const inner = new ByteCursor(cursor.take(cursor.u32()));
    if (id !== subsection) continue;
    for (let count = inner.u32(); count > 0; count--) {
      const index = inner.u32();
      names.set(index, inner.text());
    }
  }
  return names;
}

/** Function index → name. */
export function readFunctionNames(sections: readonly Section[]): Map<number, string> {
  return readNames(sections, 1);
}

/** Data segment index → name (extended name section). */
export function readDataNames(sections: readonly Section[]): Map<number, string> {
  return readNames(sections, 9);
}
