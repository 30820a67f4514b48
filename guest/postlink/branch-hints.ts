import { ByteBuilder } from "./byte-builder.ts";
import { readBodies, readBody } from "./function-body.ts";
import { type Instruction, OPCODE, readInstructions } from "./instructions.ts";
import { ByteCursor, unsigned } from "./leb128.ts";
import { readImports, SECTION, type Section } from "./wasm-module.ts";

/** The custom section of the branch hinting proposal; engines that do not know it pass over it. */
export const BRANCH_HINTS = "metadata.code.branch_hint";

const UNLIKELY = 0;

/** Whether a branch that begins with this instruction is taken by nobody as a rule. */
export type IsUnlikely = (first: Instruction) => boolean;

/** One function's hints: the offset of each `if` from the start of the body, local declarations included. */
function hintsOf(bytes: Uint8Array, isUnlikely: IsUnlikely): number[] {
  const { code } = readBody(bytes);
  const before = bytes.length - code.length;
  const instructions = [...readInstructions(new ByteCursor(code))];
  return instructions.flatMap(({ opcode, start }, at) => {
    const first = instructions[at + 1];
    return opcode === OPCODE.if && first !== undefined && isUnlikely(first) ? [before + start] : [];
  });
}

/** The section that tells the engine to move the branches away from the code around them. Goes before the code. */
export function hintBranches(
  sections: readonly Section[],
  isUnlikely: IsUnlikely,
): { sections: Section[]; hints: number } {
  const imported = readImports(sections).filter(({ kind }) => kind === 0).length;
  const functions = new ByteBuilder();
  let [hinted, hints] = [0, 0];
  for (const [position, body] of readBodies(sections).entries()) {
    const offsets = hintsOf(body, isUnlikely);
    if (offsets.length === 0) continue;
    hinted++;
    hints += offsets.length;
    functions.append(unsigned(imported + position)).append(unsigned(offsets.length));
    for (const offset of offsets) functions.append(unsigned(offset)).append([1, UNLIKELY]);
  }
  const payload = new ByteBuilder().append(unsigned(hinted)).append(functions.finish()).finish();
  const section: Section = { id: SECTION.custom, name: BRANCH_HINTS, payload };
  return { sections: sections.flatMap((each) => (each.id === SECTION.code ? [section, each] : [each])), hints };
}
