import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { BRANCH_HINTS } from "../postlink/branch-hints.ts";
import { ByteBuilder } from "../postlink/byte-builder.ts";
import { ByteCursor, text, unsigned } from "../postlink/leb128.ts";
import { checkSurface } from "../postlink/surface.ts";
import {
  findSection,
  parseModule,
  readExports,
  replaceSection,
  SECTION,
  type Section,
  writeExports,
  writeModule,
} from "../postlink/wasm-module.ts";

const artifact = new Uint8Array(readFileSync(new URL("../dist/kobako.wasm", import.meta.url)));
const sections = parseModule(artifact);

function withFirstBody(change: (code: Uint8Array) => Uint8Array | number[]): Section[] {
  const cursor = new ByteCursor(findSection(sections, SECTION.code));
  const count = cursor.u32();
  const body = change(cursor.take(cursor.u32()));
  const payload = new ByteBuilder()
    .append(unsigned(count))
    .append(unsigned(body.length))
    .append(body)
    .append(cursor.bytes.subarray(cursor.offset))
    .finish();
  return replaceSection(sections, SECTION.code, payload);
}

describe("the published binary", () => {
  test("imports and exports what is allowed, and cannot grow its memory", () => {
    expect(checkSurface(sections).exports).toBe(11);
  });

  test("survives being parsed and written", () => {
    expect(writeModule(sections)).toEqual(artifact);
  });

  test("has no names, no start function, and no data but what waits in one passive segment: the image is the rest", () => {
    expect(sections.filter(({ id }) => id === SECTION.custom).map(({ name }) => name)).toEqual([BRANCH_HINTS]);
    expect(sections.some(({ id }) => id === 8)).toBe(false);
    const data = findSection(sections, SECTION.data);
    expect([...data.subarray(0, 2)]).toEqual([1, 1]);
  });
});

describe("a binary is refused", () => {
  test("when it imports anything else", () => {
    const imports = Uint8Array.from([1, ...text("env"), ...text("open"), 0, 0]);
    expect(() => checkSurface(replaceSection(sections, SECTION.import, imports))).toThrow(/imports env\.open/);
  });

  test("when it imports a table", () => {
    const imports = Uint8Array.from([1, ...text("env"), ...text("t"), 1, 0x70, 0, 1]);
    expect(() => checkSurface(replaceSection(sections, SECTION.import, imports))).toThrow(/table/);
  });

  test("when it exports more, or less", () => {
    const exports = readExports(sections);
    const more = writeExports([...exports, { name: "secret", kind: 0, index: 10 }]);
    expect(() => checkSurface(replaceSection(sections, SECTION.export, more))).toThrow(/exports secret/);
    const less = writeExports(exports.slice(1));
    expect(() => checkSurface(replaceSection(sections, SECTION.export, less))).toThrow(/lacks the export/);
  });

  test("when it could grow its own memory", () => {
    const growing = withFirstBody(() => [0, 0x41, 1, 0x40, 0, 0x1a, 0x0b]);
    expect(() => checkSurface(growing)).toThrow(/1 memory\.grow/);
  });

  test("when it is no module, or ends early", () => {
    expect(() => parseModule(Uint8Array.of(1, 2, 3, 4))).toThrow(/not a WebAssembly module/);
    expect(() => parseModule(artifact.subarray(0, 5000))).toThrow(RangeError);
  });
});
