import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { judge } from "../../gates/gate.ts";
import { reflection } from "../../gates/reflection.ts";
import { reflectionsIn } from "../../gates/reflections.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function planted(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "kobako-reflection-"));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const SOURCE = "packages/host/src/planted.ts";
const LIST = "tools/config/reflection.json";

describe("the code of the host", () => {
  it("reaches no member by a name that is not written there, but where the list says why", async () => {
    const inspection = await reflection.inspect(fileURLToPath(new URL("../../..", import.meta.url)));
    expect(judge(inspection).problems).toEqual([]);
    expect(inspection.inspected).toBeGreaterThan(100);
  });
});

describe("a planted violation:", () => {
  it.each([
    ["object[name]", "member"],
    ["object?.[name]", "member"],
    ["object[`a${name}`]", "member"],
    ["object[name](1)", "member"],
    ["object[name] = 1", "member"],
    ["delete object[name]", "member"],
    ["Reflect.get(object, name)", "reflect"],
    ["Reflect.set(object, name, 1)", "reflect"],
    ["Reflect.construct(object, [name])", "reflect"],
    ["eval(name)", "code"],
    ["globalThis.eval(name)", "code"],
    ["new Function(name)", "code"],
    ["Function(name)()", "code"],
    ["import(name)", "code"],
  ])("%s is found", async (code, kind) => {
    const text = `export const planted = (object: any, name: string): unknown => (${code});\n`.replace(
      "(delete object[name])",
      "delete object[name]",
    );
    expect(reflectionsIn("planted.ts", text).map((one) => one.kind)).toContain(kind);
    const root = planted({ [SOURCE]: text, [LIST]: "{}" });
    const { passed, problems } = judge(await reflection.inspect(root));
    expect(passed).toBe(false);
    expect(problems[0]).toContain(`${SOURCE}:1`);
  });

  it.each([
    "object.name",
    "object['name']",
    "object[0]",
    "object[Symbol.iterator]",
    "import('./name.ts')",
    "Reflect.apply(object, name, [])",
  ])("%s is none", (code) => {
    expect(reflectionsIn("honest.ts", `export const honest = (object: any, name: any): unknown => ${code};\n`)).toEqual(
      [],
    );
  });

  it("one more than the list permits, one less, and a file that is gone, fail", async () => {
    const text = "export const planted = (list: number[], index: number) => list[index];\n";
    const run = async (list: object): Promise<boolean> =>
      judge(await reflection.inspect(planted({ [SOURCE]: text, [LIST]: JSON.stringify(list) }))).passed;
    expect(await run({ [SOURCE]: { count: 1, why: "an index" } })).toBe(true);
    expect(await run({ [SOURCE]: { count: 2, why: "an index" } })).toBe(false);
    expect(await run({})).toBe(false);
    expect(
      await run({ [SOURCE]: { count: 1, why: "an index" }, "packages/host/src/gone.ts": { count: 1, why: "" } }),
    ).toBe(false);
  });

  it("code of text is not permitted by any list", async () => {
    const text = "export const planted = (name: string): unknown => eval(name);\n";
    const root = planted({ [SOURCE]: text, [LIST]: JSON.stringify({ [SOURCE]: { count: 1, why: "" } }) });
    expect(judge(await reflection.inspect(root)).passed).toBe(false);
  });
});
