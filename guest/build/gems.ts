/** One of mruby's bundled gems, as the guest links it. */
export interface Gem {
  readonly name: string;
  /** Gems that must be initialised before; the build compares them with the gem's own `mrbgem.rake`. */
  readonly needs: readonly string[];
  /** Preprocessor symbols that the whole build gets when the gem is in. */
  readonly defines?: readonly string[];
  /** The guest has its own implementation in `guest/src` instead. A native mruby to compare with still takes the gem. */
  readonly replaced?: true;
}

/**
 * SPEC §7's guest language, in initialisation order: a gem stands after everything it needs.
 *
 * Deliberately absent: everything that reaches files, processes, network, environment or sleep (io, socket, dir, exit,
 * sleep, errno), that compiles or inspects behind the sandbox's back (eval, binding, proc-binding, objectspace,
 * os-memsize), what SPEC does not name (cmath), and print, because IO is the guest's own.
 */
export const languageGems: readonly Gem[] = [
  { name: "mruby-compar-ext", needs: [] },
  { name: "mruby-enum-ext", needs: [] },
  { name: "mruby-string-ext", needs: [] },
  { name: "mruby-numeric-ext", needs: [] },
  { name: "mruby-array-ext", needs: [] },
  { name: "mruby-hash-ext", needs: ["mruby-array-ext"] },
  { name: "mruby-range-ext", needs: [] },
  { name: "mruby-proc-ext", needs: [] },
  { name: "mruby-symbol-ext", needs: [] },
  { name: "mruby-object-ext", needs: [] },
  { name: "mruby-fiber", needs: [] },
  { name: "mruby-enumerator", needs: ["mruby-fiber"] },
  { name: "mruby-enum-lazy", needs: ["mruby-enumerator", "mruby-enum-ext"] },
  { name: "mruby-enum-chain", needs: ["mruby-enumerator"] },
  { name: "mruby-set", needs: ["mruby-hash-ext", "mruby-enumerator"] },
  { name: "mruby-toplevel-ext", needs: [] },
  { name: "mruby-kernel-ext", needs: [] },
  { name: "mruby-class-ext", needs: [] },
  { name: "mruby-error", needs: [] },
  { name: "mruby-catch", needs: [] },
  { name: "mruby-metaprog", needs: [] },
  { name: "mruby-method", needs: ["mruby-proc-ext"] },
  { name: "mruby-sprintf", needs: [], replaced: true },
  { name: "mruby-pack", needs: [] },
  { name: "mruby-struct", needs: [] },
  { name: "mruby-data", needs: [] },
  { name: "mruby-math", needs: [] },
  { name: "mruby-bigint", needs: [], defines: ["MRB_USE_BIGINT"] },
  { name: "mruby-rational", needs: [], defines: ["MRB_USE_RATIONAL"], replaced: true },
  { name: "mruby-complex", needs: ["mruby-math"], defines: ["MRB_USE_COMPLEX"] },
  { name: "mruby-time", needs: [] },
  { name: "mruby-random", needs: [], replaced: true },
];

/** The gems that are linked into the guest. */
export const gems: readonly Gem[] = languageGems.filter((gem) => gem.replaced !== true);

/** Where a gem's files are in the source tree. */
export function gemFolder(gem: Gem): string {
  return `mruby/mrbgems/${gem.name}`;
}

/** A gem's name as mruby's C functions spell it. */
export function gemIdentifier(gem: Gem): string {
  return gem.name.replaceAll("-", "_");
}

/** What is wrong with an order: gems that stand before one they need, or need one that is not there. */
export function misplacedGems(order: readonly Gem[]): readonly string[] {
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const gem of order) {
    for (const need of gem.needs) if (!seen.has(need)) problems.push(`${gem.name} stands before ${need}`);
    seen.add(gem.name);
  }
  return problems;
}

/** The dependencies that a `mrbgem.rake` declares; those for its tests alone do not count. */
export function declaredNeeds(rake: string): readonly string[] {
  return [...rake.matchAll(/\badd_dependency[ (]+['"]([\w-]+)['"]/g)].map((match) => match[1] ?? "");
}
