import { gemFolder, gemIdentifier, type Gem } from "./gems.ts";
import type { SourceTree } from "./source-tree.ts";

/** Ruby files that become one C file: `load` is what C calls to run them. */
export interface RubyBundle {
  /** The C file that holds the compiled code. */
  readonly output: string;
  /** The C symbol of the compiled code. */
  readonly symbol: string;
  readonly files: readonly string[];
}

/** mruby's own Ruby core. */
export function coreBundle(tree: SourceTree): RubyBundle {
  return { output: "generated/src/mrblib.c", symbol: "mrblib_proc", files: tree.list("mruby/mrblib", /\.rb$/) };
}

/** A gem's Ruby files, possibly none. */
export function gemBundle(tree: SourceTree, gem: Gem): RubyBundle {
  const files = tree.list(`${gemFolder(gem)}/mrblib`, /\.rb$/);
  return { output: `generated/src/${gem.name}.c`, symbol: `gem_mrblib_${gemIdentifier(gem)}_proc`, files };
}

/** The guest's own Ruby files: each is a bundle of its own, so that local variables stay in their file. */
export function ownBundles(tree: SourceTree): readonly RubyBundle[] {
  return tree.list("guest/mrblib", /\.rb$/).map((file, index) => {
    const name = file.slice("guest/mrblib/".length, -".rb".length).replaceAll(/\W/g, "_");
    return { output: `generated/own/${name}.c`, symbol: `kobako_ruby_${index}_${name}`, files: [file] };
  });
}

/** `mrb_init_mrblib`, which `mrb_open` calls first. */
export function coreInit(code: string): string {
  return `${code}
void mrb_init_mrblib(mrb_state *mrb) {
  mrblib_proc_init_syms(mrb);
  mrb_load_proc(mrb, mrblib_proc);
}
`;
}

/** One gem's initialiser: its C part, then its Ruby part. */
export function gemInit(gem: Gem, hasC: boolean, code: string | undefined): string {
  const name = gemIdentifier(gem);
  const lines = [code ?? "#include <mruby.h>"];
  if (hasC) lines.push(`void mrb_${name}_gem_init(mrb_state *mrb);`, `void mrb_${name}_gem_final(mrb_state *mrb);`);
  lines.push(`void kobako_init_${name}(mrb_state *mrb);`, `void kobako_init_${name}(mrb_state *mrb) {`);
  if (code !== undefined) lines.push(`  gem_mrblib_${name}_proc_init_syms(mrb);`);
  if (hasC) lines.push(`  mrb_${name}_gem_init(mrb);`);
  if (code !== undefined) lines.push(`  mrb_load_proc(mrb, gem_mrblib_${name}_proc);`);
  lines.push("}", "");
  return lines.join("\n");
}

/**
 * `mrb_init_mrbgems`, which `mrb_open` calls after the core. Gems are never finalised: a guest instance is restored
 * or dropped, not closed.
 */
export function allGemsInit(gems: readonly Gem[]): string {
  const initialisers = gems.map((gem) => `kobako_init_${gemIdentifier(gem)}`);
  return `#include <mruby.h>
#include <mruby/error.h>
#include <mruby/proc.h>

${initialisers.map((name) => `void ${name}(mrb_state *mrb);`).join("\n")}

static void (*const initialisers[])(mrb_state *mrb) = {
${initialisers.map((name) => `  ${name},`).join("\n")}
};

void mrb_init_mrbgems(mrb_state *mrb) {
  int ai = mrb_gc_arena_save(mrb);
  for (size_t i = 0; i < sizeof(initialisers) / sizeof(initialisers[0]); i++) {
    initialisers[i](mrb);
    mrb_gc_arena_restore(mrb, ai);
    mrb_vm_ci_env_clear(mrb, mrb->c->cibase);
    if (mrb->exc) mrb_exc_raise(mrb, mrb_obj_value(mrb->exc));
  }
}
`;
}

/** The compiled form of one of our own Ruby files, behind a function that runs it. */
export function ownRuby(bundle: RubyBundle, code: string): string {
  return `${code}
void ${bundle.symbol}_load(mrb_state *mrb);
void ${bundle.symbol}_load(mrb_state *mrb) {
  ${bundle.symbol}_init_syms(mrb);
  mrb_load_proc(mrb, ${bundle.symbol});
}
`;
}

/** `kobako_mrblib_init`, which the guest's C calls once the gems are in: all of our own Ruby files, in name order. */
export function ownRubyInit(bundles: readonly RubyBundle[]): string {
  return `#include <mruby.h>
#include <mruby/error.h>

${bundles.map((bundle) => `void ${bundle.symbol}_load(mrb_state *mrb);`).join("\n")}
void kobako_mrblib_init(mrb_state *mrb);

void kobako_mrblib_init(mrb_state *mrb) {
  int ai = mrb_gc_arena_save(mrb);
  (void)ai;
${bundles
  .map(
    (bundle) =>
      `  ${bundle.symbol}_load(mrb);\n  if (mrb->exc) mrb_exc_raise(mrb, mrb_obj_value(mrb->exc));\n  mrb_gc_arena_restore(mrb, ai);\n`,
  )
  .join("")}}
`;
}
