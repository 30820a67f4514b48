import {
  copyFlags,
  foreignFlags,
  guestDefines,
  mrbcDefines,
  optimisation,
  ownFlags,
  targetFlags,
} from "./guest-configuration.ts";
import { gemFolder, gems, type Gem } from "./gems.ts";
import type { Library } from "./libraries.ts";
import { byBytes, type SourceTree } from "./source-tree.ts";

/** One C file and how it is compiled. */
export interface CompileUnit {
  readonly source: string;
  readonly flags: readonly string[];
  readonly defines: readonly string[];
  /** Folders of the tree, searched in this order. */
  readonly includes: readonly string[];
  /** Headers that the compiler includes before the source itself. */
  readonly preludes: readonly string[];
  /** Of `includes`, those whose headers are not ours to keep free of warnings. */
  readonly systemIncludes: readonly string[];
}

/** Where the generated symbol headers are; the scan that finds the symbols goes without them. */
export const presymFolders = { core: "generated/include", own: "generated/own-include" } as const;

const mrubyIncludes = ["mruby/include", ...gems.map((gem) => `${gemFolder(gem)}/include`)];

/** Sources of mruby itself: its core, its compiler, and the big integers that the core calls. */
export function coreSources(tree: SourceTree): readonly string[] {
  return [
    ...tree.list("mruby/src", /\.c$/),
    "mruby/mrbgems/mruby-compiler/core/codegen.c",
    "mruby/mrbgems/mruby-compiler/core/y.tab.c",
    ...gems.flatMap((gem) => tree.list(`${gemFolder(gem)}/core`, /\.c$/)),
  ];
}

/** A gem's C files, possibly none. */
export function gemSources(tree: SourceTree, gem: Gem): readonly string[] {
  return tree.list(`${gemFolder(gem)}/src`, /\/src\/[^/]+\.c$/);
}

/** Units of mruby: core, gems, and the C generated from their Ruby. */
export function mrubyUnits(tree: SourceTree, extra: readonly string[]): readonly CompileUnit[] {
  const sources = [
    ...coreSources(tree),
    ...gems.flatMap((gem) => gemSources(tree, gem)),
    ...tree.list("generated/src", /\.c$/),
  ];
  return sources.map((source) => ({
    source,
    flags: [optimisation, ...copyFlags, ...foreignFlags],
    defines: [...guestDefines, ...extra],
    includes: [presymFolders.core, ...mrubyIncludes],
    preludes: [],
    systemIncludes: [],
  }));
}

/** Units of our own: `guest/src`, and the C generated from `guest/mrblib`. */
export function ownUnits(
  tree: SourceTree,
  libraries: readonly Library[],
  extra: readonly string[],
): readonly CompileUnit[] {
  const foreign = [
    presymFolders.core,
    presymFolders.own,
    ...mrubyIncludes,
    ...libraries.flatMap((each) => each.includes),
  ];
  const unit = (source: string, flags: readonly string[]): CompileUnit => ({
    source,
    flags: [optimisation, ...copyFlags, ...flags],
    defines: [...guestDefines, "KOBAKO_OWN_SOURCE", ...libraries.flatMap((each) => each.defines), ...extra],
    includes: ["guest/include", "guest/src", ...foreign],
    preludes: [],
    systemIncludes: foreign,
  });
  return [
    ...tree.list("guest/src", /\.c$/).map((source) => unit(source, ownFlags)),
    ...tree.list("generated/own", /\.c$/).map((source) => unit(source, foreignFlags)),
  ];
}

/** Units of a library. */
export function libraryUnits(library: Library): readonly CompileUnit[] {
  return library.sources.map((source) => ({
    source,
    flags: [optimisation, ...copyFlags, ...foreignFlags],
    defines: ["NDEBUG", "KOBAKO_GUEST", ...library.defines],
    includes: library.includes,
    preludes: library.preludes,
    systemIncludes: [],
  }));
}

/** Units of the compiler that runs at build time; its own speed does not matter. */
export function mrbcUnits(tree: SourceTree): readonly CompileUnit[] {
  const sources = [...coreSources(tree), ...tree.list("mruby/mrbgems/mruby-bin-mrbc/tools/mrbc", /\.c$/)];
  return sources.toSorted(byBytes).map((source) => ({
    source,
    flags: ["-O1", ...foreignFlags],
    defines: mrbcDefines,
    includes: mrubyIncludes,
    preludes: [],
    systemIncludes: [],
  }));
}

/** The compiler's command line for a unit, up to what it shall make. */
export function compilerArguments(unit: CompileUnit): readonly string[] {
  return [
    "clang",
    ...targetFlags,
    ...unit.flags,
    ...unit.defines.map((define) => `-D${define}`),
    ...unit.includes.flatMap((folder) => [unit.systemIncludes.includes(folder) ? "-isystem" : "-I", folder]),
    ...unit.preludes.flatMap((header) => ["-include", header]),
  ];
}
