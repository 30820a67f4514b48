import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { settled } from "./settled.ts";

const execFileAsync = promisify(execFile);

const README = new URL("../../../README.md", import.meta.url);
const readme = readFileSync(README, "utf8");
const blocks = (language: string): string[] =>
  Array.from(readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm")), (match) => match[1] ?? "");
const examples = blocks("ts");

async function runFile(file: string): Promise<string> {
  const { FORCE_COLOR: _force, ...env } = process.env;
  const { stdout } = await execFileAsync(process.execPath, ["--conditions=kobako:source", file], { env });
  return stdout;
}

// In this app's folder, so that its dependencies resolve; not in node_modules, where Node strips no types.
const folder = new URL("../.cache/", import.meta.url);
/** The tools of the workspace, among them the compiler. */
const BIN = fileURLToPath(new URL("../../../node_modules/.bin", import.meta.url));

/** Makes a program a file of its own, which imports the package by name, as in a user's project. */
function save(index: number, program: string): string {
  mkdirSync(folder, { recursive: true });
  const file = fileURLToPath(new URL(`readme-${index}.ts`, folder));
  writeFileSync(file, program);
  return file;
}

/** What the compiler says about saved examples; nothing, if all is well. */
async function typeErrors(files: readonly string[]): Promise<string> {
  const compilerOptions = { composite: false, emitDeclarationOnly: false, declarationMap: false, noEmit: true };
  const settings = { extends: "../../../tools/config/tsconfig.script.json", compilerOptions, files };
  writeFileSync(new URL("tsconfig.json", folder), JSON.stringify(settings));
  try {
    return (await execFileAsync(join(BIN, "tsc"), ["-p", fileURLToPath(folder)])).stdout;
  } catch (error) {
    return String((error as { readonly stdout?: unknown }).stdout);
  }
}

/** A report without what changes from run to run or from one Guest Binary to the next: numbers and their units. */
function shape(report: string): string {
  return settled(report)
    .replaceAll(/[\d.,]+( [KM]iB)?/g, "#")
    .trim();
}

describe("README.md", { timeout: 30_000 }, () => {
  test("has an example", () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  test.each(examples.map((program, index) => [index + 1, program] as const))(
    "example %i prints what its comments say",
    async (index, program) => {
      const promised = Array.from(program.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm), (match) => match[1]);
      expect(promised.length).toBeGreaterThan(0);
      const printed = await runFile(save(index, program));
      expect(printed.trimEnd().split("\n")).toEqual(promised);
    },
  );

  test("has examples that the compiler accepts, and none that it would not look at", async () => {
    expect(await typeErrors(examples.map((program, index) => save(index + 1, program)))).toBe("");
    const wrong = save(0, `${examples[0] ?? ""}\nsandbox.eval(42);\n`);
    expect(await typeErrors([wrong])).toContain("error TS2345");
  });

  test("shows how npm start ends", async () => {
    const excerpt = blocks("text").find((block) => block.includes("sandbox.eval")) ?? "";
    expect(excerpt.split("\n").length).toBeGreaterThan(20);
    const report = shape(await runFile(fileURLToPath(new URL("../src/main.ts", import.meta.url))));
    expect(report.slice(-shape(excerpt).length)).toBe(shape(excerpt));
  });

  test("links to files that exist", () => {
    const targets = Array.from(readme.matchAll(/\]\((?!https?:)([^)#]+)/g), (match) => match[1] ?? "");
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !existsSync(new URL(target, README)))).toEqual([]);
  });
});
