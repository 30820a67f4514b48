import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BRANCH_HINTS, hintBranches } from "../postlink/branch-hints.ts";
import { OPCODE } from "../postlink/instructions.ts";
import { ByteCursor } from "../postlink/leb128.ts";
import { findSection, parseModule, readImports, SECTION, type Section, writeModule } from "../postlink/wasm-module.ts";
import { tinyModule } from "./tiny-module.ts";

const LOCAL_GET_0 = [OPCODE.localGet, 0];
const EMPTY_BLOCK = 0x40;

/** For each hint the first two opcodes at the place that it names: that of the branch and that of its content. */
function readHints(sections: readonly Section[]): { branch: number; content: number; likely: number }[] {
  const hints = new ByteCursor(sections.find(({ name }) => name === BRANCH_HINTS)?.payload ?? new Uint8Array());
  const imported = readImports(sections).filter(({ kind }) => kind === 0).length;
  const code = new ByteCursor(findSection(sections, SECTION.code));
  const bodies = Array.from({ length: code.u32() }, () => code.take(code.u32()));
  return Array.from({ length: hints.u32() }, () => {
    const body = bodies[hints.u32() - imported] ?? new Uint8Array();
    return Array.from({ length: hints.u32() }, () => {
      const at = hints.u32();
      expect(hints.byte()).toBe(1);
      return { branch: body[at] ?? -1, content: body[at + 2] ?? -1, likely: hints.byte() };
    });
  }).flat();
}

test("a hint names the branch by its function and its place in the body, and nothing else changes", () => {
  const sections = tinyModule([
    { name: "plain", code: [...LOCAL_GET_0, OPCODE.if, EMPTY_BLOCK, 0x01, OPCODE.end] },
    {
      name: "stops",
      code: [0x01, ...LOCAL_GET_0, OPCODE.if, EMPTY_BLOCK, OPCODE.unreachable, OPCODE.end],
    },
  ]);
  const { sections: hinted, hints } = hintBranches(sections, ({ opcode }) => opcode === OPCODE.unreachable);
  expect(hints).toBe(1);
  expect(readHints(hinted)).toEqual([{ branch: OPCODE.if, content: OPCODE.unreachable, likely: 0 }]);
  expect(hinted.filter(({ name }) => name !== BRANCH_HINTS)).toEqual(sections);
  expect(WebAssembly.validate(writeModule(hinted))).toBe(true);
});

test("in the published binary they are where guards stop the guest and where its fuel is used up", () => {
  const hints = readHints(parseModule(readFileSync(new URL("../dist/kobako.wasm", import.meta.url))));
  expect(new Set(hints.map(({ branch, likely }) => `${branch} ${likely}`))).toEqual(new Set([`${OPCODE.if} 0`]));
  expect(new Set(hints.map(({ content }) => content))).toEqual(new Set([OPCODE.unreachable, OPCODE.call]));
  expect(hints.length).toBeGreaterThan(5000);
});
