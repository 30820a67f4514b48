import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { format } from "../../gates/format.ts";
import { judge, type Gate } from "../../gates/gate.ts";
import { layers } from "../../gates/layers.ts";
import { lint } from "../../gates/lint.ts";
import { tidy } from "../../gates/tidy.ts";
import { types } from "../../gates/types.ts";
import { unused } from "../../gates/unused.ts";
import { plantedCopy, type PlantedCopy } from "./planted-copy.ts";

// Compilers and linters over the whole repository, several at a time.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

let copy: PlantedCopy;

/** Every gate's positive control: planted once, in one copy, each in its own file. */
beforeAll(async () => {
  copy = await plantedCopy();
  copy.plant("packages/codec/src/planted-layer.ts", 'export * as host from "@kobako/host";\n');
  copy.plant("packages/runtime/src/planted-escape.ts", 'export * as codec from "../../codec/src/index.ts";\n');
  copy.plant("packages/codec/src/planted-node.ts", 'export { readFileSync } from "node:fs";\n');
  copy.plant("packages/runtime/src/planted-payload.ts", 'export * as codec from "@kobako/codec";\n');
  copy.plant("packages/host/src/planted-weight.ts", 'export * as Effect from "effect/Effect";\n');
  copy.plant("packages/host/src/effect/planted-root.ts", 'export { Effect } from "effect";\n');
  copy.plant("packages/express/src/planted-adapter.ts", 'export * as runtime from "@kobako/runtime";\n');
  copy.plant("packages/host/src/planted-any.ts", "export const planted: any = 1;\n");
  copy.plant("packages/host/src/planted-bang.ts", "export const planted = (text?: string) => text!.length;\n");
  copy.plant("packages/host/src/planted-promise.ts", "export function planted() {\n  Promise.resolve(1);\n}\n");
  copy.plant("packages/host/src/planted-cycle-a.ts", 'import "./planted-cycle-b.ts";\n');
  copy.plant("packages/host/src/planted-cycle-b.ts", 'import "./planted-cycle-a.ts";\n');
  copy.plant("packages/host/src/planted-length.ts", "export {};\n".repeat(501));
  copy.plant("packages/host/src/planted-type.ts", 'export const planted: number = "text";\n');
  copy.plant("packages/host/planted-unlisted.ts", "export {};\n");
  copy.plant("packages/host/src/planted-format.ts", "export   const planted = 1\n");
});
afterAll(() => copy.remove());

async function problemsOf(gate: Gate): Promise<string> {
  const { passed, problems } = judge(await gate.inspect(copy.root));
  expect(passed).toBe(false);
  return problems.join("\n");
}

describe.concurrent("a planted violation fails", () => {
  test("layers: an import of a higher layer, and another package's files by path", async () => {
    const problems = await problemsOf(layers);
    expect(problems).toContain("planted-layer.ts");
    expect(problems).toContain("planted-escape.ts");
  });

  test("lint: the import walls and the rules", async () => {
    const problems = await problemsOf(lint);
    for (const wall of ["node", "layer", "payload", "weight", "root", "adapter"])
      expect(problems).toContain(`planted-${wall}.ts`);
    for (const rule of ["any", "bang", "promise", "cycle-a", "length"])
      expect(problems).toContain(`planted-${rule}.ts`);
  });

  test("types: a wrong type, and a file that no project checks", async () => {
    const problems = await problemsOf(types);
    expect(problems).toMatch(/planted-type\.ts.*TS2322/);
    expect(problems).toContain("packages/host/planted-unlisted.ts is in no project");
  });

  test("format: a file that is not formatted", async () => {
    expect(await problemsOf(format)).toContain("planted-format.ts");
  });

  test("unused: a file that nothing imports", async () => {
    expect(await problemsOf(unused)).toContain("planted-format.ts");
  });

  test("tidy: a file over 500 lines", async () => {
    expect(await problemsOf(tidy)).toContain("packages/host/src/planted-length.ts: has 501 lines");
  });
});
