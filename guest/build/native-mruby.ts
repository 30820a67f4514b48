import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { ActionCache } from "./action-cache.ts";
import { BuildError } from "./build-error.ts";
import { buildMrbc } from "./build-mrbc.ts";
import { cacheFolder } from "./cache-folder.ts";
import { coreSources, gemSources } from "./compile-unit.ts";
import { Compiler } from "./compiler.ts";
import { generateSources } from "./generate-sources.ts";
import { gemFolder, languageGems } from "./gems.ts";
import { languageDefines } from "./guest-configuration.ts";
import { loadSources } from "./load-sources.ts";
import { presymIds, presymTable, scanSymbols, sortSymbols } from "./presym.ts";
import type { Progress } from "./progress.ts";
import type { SourceTree } from "./source-tree.ts";
import { Toolchain } from "./toolchain.ts";

export interface NativeOptions {
  readonly guestFolder: string;
  /** With the guest's patches, to test them; otherwise mruby as it is, to compare with. */
  readonly patched: boolean;
}

const run = promisify(execFile);
const nativeGems = [...languageGems, { name: "mruby-print", needs: [] }];
const flags = ["-std=gnu99", "-O3", "-w", ...languageDefines.map((define) => `-D${define}`)];
const folders = ["generated/include", "mruby/include", ...nativeGems.map((gem) => `${gemFolder(gem)}/include`)];
const includes = folders.flatMap((folder) => ["-I", folder]);

/**
 * Builds mruby's command line program with this machine's C compiler, from the same sources and gems as the guest, and
 * returns its path. It is what benchmarks and differential tests compare with; nothing of it goes into the guest.
 */
export async function buildNativeMruby({ guestFolder, patched }: NativeOptions, progress: Progress): Promise<string> {
  const compiler = process.env.CC ?? "cc";
  const { stdout: version } = await run(compiler, ["--version"]).catch(() => {
    throw new BuildError(`a native mruby needs a C compiler, and ${compiler} does not run here`);
  });
  const tree = await loadSources(guestFolder, (text) => progress.say(text), { patched });
  await generate(guestFolder, tree, progress);
  const folder = join(cacheFolder("native"), digest(tree, version));
  const program = join(folder, "mruby");
  const exists = await access(program).then(
    () => true,
    () => false,
  );
  if (exists) return program;

  const work = join(folder, `work-${process.pid}`);
  try {
    await compileProgram(tree, work, compiler, progress);
    await rename(join(work, "program"), program);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return program;
}

async function compileProgram(tree: SourceTree, work: string, compiler: string, progress: Progress): Promise<void> {
  await writeTree(tree, work);
  const sources = [
    ...coreSources(tree),
    ...nativeGems.flatMap((gem) => gemSources(tree, gem)),
    ...tree.list("generated/src", /\.c$/),
    "mruby/mrbgems/mruby-bin-mruby/tools/mruby/mruby.c",
  ];
  const scanned = await each("scan native", sources, progress, async (source) => {
    const args = [...flags, ...includes, "-DMRB_PRESYM_SCANNING", "-E", "-P", source];
    return scanSymbols((await run(compiler, args, { cwd: work, encoding: "latin1", maxBuffer: 1 << 26 })).stdout);
  });
  const symbols = sortSymbols(scanned.flat());
  const presym = join(work, "generated/include/mruby/presym");
  await mkdir(presym, { recursive: true });
  await writeFile(join(presym, "id.h"), presymIds(symbols));
  await writeFile(join(presym, "table.h"), presymTable(symbols, []), "latin1");
  const objects = await each("compile native", sources, progress, async (source) => {
    const object = `${source}.o`;
    await run(compiler, [...flags, ...includes, "-c", source, "-o", object], { cwd: work });
    return object;
  });
  await run(compiler, [...objects, "-lm", "-o", "program"], { cwd: work });
}

/** The generated C comes from the same compiler as the guest's, which is built from patched sources. */
async function generate(guestFolder: string, tree: SourceTree, progress: Progress): Promise<void> {
  const cache = new ActionCache({ enabled: true });
  const patched = await loadSources(guestFolder, (text) => progress.say(text));
  const toolchain = new Toolchain(patched);
  try {
    const compiler = new Compiler(patched, toolchain, cache, progress);
    await generateSources(tree, nativeGems, await buildMrbc(patched, toolchain, compiler, cache), cache);
  } finally {
    await toolchain.close();
  }
}

function digest(tree: SourceTree, version: string): string {
  const hash = createHash("sha256").update([version, ...flags, ...includes].join("\n"));
  for (const [path, content] of tree.entries()) {
    if (path.startsWith("mruby/") || path.startsWith("generated/"))
      hash.update(`${path} ${content.length}\n`).update(content);
  }
  return hash.digest("hex").slice(0, 16);
}

async function writeTree(tree: SourceTree, folder: string): Promise<void> {
  for (const [path, content] of tree.entries()) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function each<T>(
  step: string,
  sources: readonly string[],
  progress: Progress,
  work: (source: string) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  const queue = sources.entries();
  let done = 0;
  const lane = async () => {
    for (const [index, source] of queue) {
      results[index] = await work(source);
      progress.count(step, ++done, sources.length, source);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return results;
}
