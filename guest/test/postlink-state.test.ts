import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readBodies, readBody } from "../postlink/function-body.ts";
import { BULK, OPCODE, readInstructions } from "../postlink/instructions.ts";
import { ByteCursor } from "../postlink/leb128.ts";
import { findSection, parseModule, readExports, SECTION } from "../postlink/wasm-module.ts";

const sections = parseModule(new Uint8Array(readFileSync(new URL("../dist/kobako.wasm", import.meta.url))));

/** What an instance can change besides its memory, so that putting memory and these back is putting everything back. */
test("the only mutable state outside of memory is three globals, which the runtime sets anew", () => {
  const cursor = new ByteCursor(findSection(sections, SECTION.global));
  const mutable: number[] = [];
  const count = cursor.u32();
  for (let index = 0; index < count; index++) {
    cursor.skip(1);
    if (cursor.u32() === 1) mutable.push(index);
    for (const { opcode } of readInstructions(cursor)) if (opcode === OPCODE.end) break;
  }
  const exported = readExports(sections).filter(({ kind }) => kind === 3);
  expect(exported.map(({ name }) => name).sort()).toEqual(["__kobako_fuel", "__kobako_left", "__stack_pointer"]);
  expect(new Set(mutable)).toEqual(new Set(exported.map(({ index }) => index)));
});

test("no instruction changes a table or drops a segment", () => {
  let read = 0;
  let changing = 0;
  let initialising = 0;
  for (const { code } of readBodies(sections).map(readBody)) {
    for (const { opcode, bulk } of readInstructions(new ByteCursor(code))) {
      read += 1;
      // table.get, table.set; data.drop, table.init, elem.drop, table.copy, table.grow, table.size, table.fill
      if (opcode === 0x25 || opcode === 0x26 || [9, 12, 13, 14, 15, 16, 17].includes(bulk)) changing += 1;
      // The one place that reads cold data; nothing can take it away.
      if (bulk === BULK.memoryInit) initialising += 1;
    }
  }
  expect(changing).toBe(0);
  expect(initialising).toBe(1);
  expect(read).toBeGreaterThan(100_000);
});
