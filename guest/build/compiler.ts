import { actionKey, type ActionCache } from "./action-cache.ts";
import { compilerArguments, presymFolders, type CompileUnit } from "./compile-unit.ts";
import { IncludeClosure } from "./include-closure.ts";
import { scanSymbols } from "./presym.ts";
import type { Progress } from "./progress.ts";
import type { SourceTree } from "./source-tree.ts";
import { compilerVersion } from "./tool-versions.ts";
import type { Toolchain } from "./toolchain.ts";

/** A compiled unit: what the linker takes. */
export interface CompiledObject {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Compiles units and scans them for symbols, each only when its text, its headers or its flags are new. */
export class Compiler {
  readonly #tree: SourceTree;
  readonly #toolchain: Toolchain;
  readonly #cache: ActionCache;
  readonly #progress: Progress;

  constructor(tree: SourceTree, toolchain: Toolchain, cache: ActionCache, progress: Progress) {
    this.#tree = tree;
    this.#toolchain = toolchain;
    this.#cache = cache;
    this.#progress = progress;
  }

  /** Objects in the order of the units, which is the order the linker sees. */
  async compile(step: string, units: readonly CompileUnit[]): Promise<readonly CompiledObject[]> {
    const closure = new IncludeClosure(this.#tree);
    return this.#each(step, units, async (unit) => {
      const args = [...compilerArguments(unit), "-o", "out.o", "-c", unit.source];
      const key = actionKey(
        "compile",
        compilerVersion,
        args.join("\n"),
        closure.digest([unit.source, ...unit.preludes], unit.includes),
      );
      const content = await this.#cache.get(key, async () => {
        const { output, stderr } = await this.#toolchain.run({ args, output: "out.o" });
        if (!output) throw new Error(`the compiler made no object of ${unit.source}: ${stderr}`);
        return output;
      });
      return { name: `${unit.source.replace(/\.c$/, "")}.o`, content };
    });
  }

  /** All symbols that the units name. */
  async scan(step: string, units: readonly CompileUnit[]): Promise<readonly string[]> {
    const closure = new IncludeClosure(this.#tree);
    const generated: readonly string[] = Object.values(presymFolders);
    const found = await this.#each(step, units, async (unit) => {
      const includes = unit.includes.filter((folder) => !generated.includes(folder));
      const scanned = { ...unit, includes, defines: [...unit.defines, "MRB_PRESYM_SCANNING"] };
      const args = [...compilerArguments(scanned), "-E", "-P", unit.source];
      const key = actionKey(
        "scan",
        compilerVersion,
        args.join("\n"),
        closure.digest([unit.source, ...unit.preludes], includes),
      );
      const list = await this.#cache.get(key, async () => {
        const { stdout } = await this.#toolchain.run({ args });
        return Buffer.from(JSON.stringify(scanSymbols(Buffer.from(stdout).toString("latin1"))));
      });
      return JSON.parse(Buffer.from(list).toString()) as string[];
    });
    return [...new Set(found.flat())];
  }

  async #each<T>(
    step: string,
    units: readonly CompileUnit[],
    work: (unit: CompileUnit) => Promise<T>,
  ): Promise<readonly T[]> {
    const results: T[] = [];
    // The largest first: a large file that starts last would keep one thread busy while the others wait.
    const sizes = units.map((unit) => this.#tree.bytes(unit.source).length);
    const queue = [...units.entries()].toSorted(([left], [right]) => (sizes[right] ?? 0) - (sizes[left] ?? 0)).values();
    let done = 0;
    const lane = async () => {
      for (const [index, unit] of queue) {
        this.#progress.count(step, done, units.length, unit.source);
        results[index] = await work(unit);
        this.#progress.count(step, ++done, units.length, unit.source);
      }
    };
    await Promise.all(Array.from({ length: this.#toolchain.size }, lane));
    return results;
  }
}
