import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ActionCache } from "./action-cache.ts";
import { BuildError } from "./build-error.ts";
import { buildMrbc } from "./build-mrbc.ts";
import { libraryUnits, mrubyUnits, ownUnits, presymFolders } from "./compile-unit.ts";
import { Compiler } from "./compiler.ts";
import { generateSources } from "./generate-sources.ts";
import { declaredNeeds, gemFolder, gems, misplacedGems } from "./gems.ts";
import { linkerExports, limits } from "./guest-configuration.ts";
import { libraries } from "./libraries.ts";
import { link } from "./link.ts";
import { loadSources } from "./load-sources.ts";
import { ownPresymIds, presymIds, presymTable, sortSymbols } from "./presym.ts";
import type { Progress } from "./progress.ts";
import type { SourceTree } from "./source-tree.ts";
import { Toolchain } from "./toolchain.ts";

/**
 * `release` is what `@kobako/guest` publishes. `stress` collects garbage at every allocation, which finds values that
 * nothing protects. `unmetered` counts no steps and exists for the benchmark that says what counting costs.
 */
export type Variant = "release" | "stress" | "unmetered";

const variantDefines: Readonly<Record<Variant, readonly string[]>> = {
  release: [],
  stress: ["MRB_GC_STRESS"],
  unmetered: ["KOBAKO_UNMETERED"],
};

export interface GuestBuild {
  /** The folder that holds `src`, `include`, `mrblib` and `patches`. */
  readonly guestFolder: string;
  /** Where `linked.wasm` and the generated C are put, for the next step and for reading. */
  readonly outputFolder: string;
  readonly variant: Variant;
  /** Whether results of earlier builds may be used. */
  readonly cached?: boolean;
}

/** Builds the guest up to the linked module; what comes after the linker is `guest/postlink`. Returns its path. */
export async function buildGuest(
  { guestFolder, outputFolder, variant, cached = true }: GuestBuild,
  progress: Progress,
): Promise<string> {
  const cache = new ActionCache({ enabled: cached });
  const tree = await loadSources(guestFolder, (text) => progress.say(text));
  checkGems(tree);
  const toolchain = new Toolchain(tree);
  try {
    const compiler = new Compiler(tree, toolchain, cache, progress);
    const mrbc = await buildMrbc(tree, toolchain, compiler, cache);
    await generateSources(tree, gems, mrbc, cache);
    mountGenerated(tree, toolchain);

    const extra = variantDefines[variant];
    const used = libraries.filter((library) => includesHeader(tree, library.header));
    const core = mrubyUnits(tree, extra);
    const own = ownUnits(tree, used, extra);
    const coreSymbols = sortSymbols(await compiler.scan("scan mruby for symbols", core));
    const known = new Set(coreSymbols);
    const ownSymbols = sortSymbols(
      (await compiler.scan("scan guest for symbols", own)).filter((symbol) => !known.has(symbol)),
    );
    tree.add(`${presymFolders.core}/mruby/presym/id.h`, presymIds(coreSymbols));
    tree.add(`${presymFolders.core}/mruby/presym/table.h`, presymTable(coreSymbols, ownSymbols));
    tree.add(`${presymFolders.own}/kobako-presym-id.h`, ownPresymIds(coreSymbols, ownSymbols));
    mountGenerated(tree, toolchain);

    const objects = await compiler.compile("compile the guest", [...own, ...core, ...used.flatMap(libraryUnits)]);
    progress.say("link");
    const linked = await link(toolchain, cache, objects, [
      "--no-entry",
      "--stack-first",
      "-z",
      `stack-size=${limits.stackSize}`,
      ...linkerExports.map((name) => `--export=${name}`),
    ]);
    await cache.prune();
    const path = join(outputFolder, "linked.wasm");
    await mkdir(outputFolder, { recursive: true });
    await writeFile(path, linked);
    progress.say(`linked ${linked.length} bytes`);
    return path;
  } finally {
    await toolchain.close();
  }
}

function mountGenerated(tree: SourceTree, toolchain: Toolchain): void {
  toolchain.mount(tree.list("generated", /./).map((path) => [path, tree.bytes(path)] as const));
}

function includesHeader(tree: SourceTree, header: string): boolean {
  const include = new RegExp(`^[ \\t]*#[ \\t]*include[ \\t]*[<"]${header.replace(".", "\\.")}[>"]`, "m");
  return [...tree.list("guest/src", /\.[ch]$/), ...tree.list("guest/include", /\.h$/)].some((path) =>
    include.test(tree.text(path)),
  );
}

/** The gem list is static data; this is where it meets what the gems themselves say. */
function checkGems(tree: SourceTree): void {
  const problems = [...misplacedGems(gems)];
  for (const gem of gems) {
    const declared = declaredNeeds(tree.text(`${gemFolder(gem)}/mrbgem.rake`)).toSorted();
    if (declared.join() !== gem.needs.toSorted().join())
      problems.push(`${gem.name} declares that it needs [${declared.join(", ")}]`);
  }
  if (problems.length > 0) throw new BuildError(`gems.ts is wrong: ${problems.join("; ")}`);
}
