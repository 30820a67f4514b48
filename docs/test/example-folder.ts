import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Program } from "./code-blocks.ts";

const execFileAsync = promisify(execFile);
const RUNNER = fileURLToPath(new URL("run-programs.ts", import.meta.url));
/** Where the packages resolve from, also for code without a file. */
const DOCS = fileURLToPath(new URL("..", import.meta.url));
const BIN = fileURLToPath(new URL("../../node_modules/.bin", import.meta.url));

export interface ProgramOutcome {
  readonly printed: readonly string[];
  readonly error: string | null;
}

/** Examples as files that import the packages by name, as in a user's project. Not in node_modules, where Node strips no types. */
export class ExampleFolder {
  readonly #folder = fileURLToPath(new URL(`../.cache/examples-${process.pid}/`, import.meta.url));

  constructor() {
    mkdirSync(this.#folder, { recursive: true });
  }

  save(page: string, program: Program): string {
    const file = join(this.#folder, `${page.replaceAll(/\W+/g, "-")}-line-${program.line}.ts`);
    writeFileSync(file, `${program.text}\nexport {};\n`);
    return file;
  }

  async run(files: readonly string[]): Promise<readonly ProgramOutcome[]> {
    const { FORCE_COLOR: _color, ...env } = process.env;
    const args = ["--conditions=kobako:source", RUNNER, ...files];
    const { stdout } = await execFileAsync(process.execPath, args, { cwd: DOCS, env, maxBuffer: 2 ** 26 });
    return JSON.parse(stdout) as readonly ProgramOutcome[];
  }

  /** What the compiler says about saved examples; nothing, if all is well. */
  async typeErrors(files: readonly string[]): Promise<string> {
    const compilerOptions = { composite: false, emitDeclarationOnly: false, declarationMap: false, noEmit: true };
    const settings = { extends: "../../../tools/config/tsconfig.script.json", compilerOptions, files };
    writeFileSync(join(this.#folder, "tsconfig.json"), JSON.stringify(settings));
    try {
      return (await execFileAsync(join(BIN, "tsc"), ["-p", this.#folder])).stdout;
    } catch (error) {
      return String((error as { readonly stdout?: unknown }).stdout);
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
