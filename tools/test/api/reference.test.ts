import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entryPoints, readApi, undocumented } from "../../api/reference.ts";
import { documented } from "../../gates/documented.ts";

const SOURCE = `
/** Told of. */
export interface Known {
  /** Told of. */
  readonly one: number;
  readonly bareMember: number;
}
export const bareConstant = 1;
export function bareFunction(): void {}
/** Told of. */
export function known(): void {}
function inside(): void {}
/** Told of. */
export class Base {
  /** Told of. */
  act(): void {}
  get bareAccessor(): number {
    return 1;
  }
  #hidden(): void {
    inside();
  }
}
/** Told of. */
export class Derived extends Base {
  override act(): void {}
}
`;

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "kobako-api-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const entry = (source: string) => ({ "kobako:source": source, default: "./dist/index.js" });
  write("README.md", "# A project\n");
  write(
    "packages/a/package.json",
    JSON.stringify({ name: "a", exports: { ".": entry("./src/index.ts"), "./p": "./p" } }),
  );
  write("packages/a/src/index.ts", SOURCE);
  write("packages/b/package.json", JSON.stringify({ name: "b", private: true, exports: { ".": entry("./b.ts") } }));
  write(
    "tools/config/tsconfig.api.json",
    JSON.stringify({ compilerOptions: { target: "es2023", noEmit: true }, include: ["../../packages"] }),
  );
});
afterAll(() => rmSync(root, { recursive: true }));

describe("the API reference", { timeout: 60_000 }, () => {
  it("is about the entry points of what is published", () => {
    expect(entryPoints(root)).toEqual([join(root, "packages/a/src/index.ts")]);
  });

  it("misses what has no comment, and nothing else", async () => {
    const { project } = await readApi(`${root}/`);
    const { count, names } = undocumented(project);
    expect(names.map((name) => name.split(".").at(-1))).toEqual([
      "bareAccessor",
      "bareMember",
      "bareConstant",
      "bareFunction",
    ]);
    expect(count).toBeGreaterThan(names.length);
  });

  it("is a gate that names them", async () => {
    const { problems } = await documented.inspect(root);
    expect(problems).toContain("Known.bareMember has no doc comment");
  });
});
