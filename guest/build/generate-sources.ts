import { actionKey, type ActionCache } from "./action-cache.ts";
import { gemSources } from "./compile-unit.ts";
import {
  allGemsInit,
  coreBundle,
  coreInit,
  gemBundle,
  gemInit,
  ownBundles,
  ownRuby,
  ownRubyInit,
  type RubyBundle,
} from "./generated-sources.ts";
import type { Gem } from "./gems.ts";
import type { MrbcProgram } from "./mrbc-program.ts";
import type { SourceTree } from "./source-tree.ts";

/** Writes the C that mruby's own build would generate into the tree: compiled Ruby and initialisers. */
export async function generateSources(
  tree: SourceTree,
  gems: readonly Gem[],
  mrbc: MrbcProgram,
  cache: ActionCache,
): Promise<void> {
  const compile = async (bundle: RubyBundle): Promise<string> => {
    const source = bundle.files.map((file) => `${tree.text(file)}\n`).join("");
    const name = bundle.files.length === 1 ? (bundle.files[0] ?? "") : bundle.symbol;
    const key = actionKey("mrbc", mrbc.digest, bundle.symbol, source);
    const code = await cache.get(key, async () => Buffer.from(mrbc.compile(source, bundle.symbol, name), "latin1"));
    return Buffer.from(code).toString("latin1");
  };
  const core = coreBundle(tree);
  tree.add(core.output, coreInit(await compile(core)));
  for (const gem of gems) {
    const bundle = gemBundle(tree, gem);
    const code = bundle.files.length > 0 ? await compile(bundle) : undefined;
    tree.add(bundle.output, gemInit(gem, gemSources(tree, gem).length > 0, code));
  }
  tree.add("generated/src/all-gems.c", allGemsInit(gems));
  const own = ownBundles(tree);
  for (const bundle of own) tree.add(bundle.output, ownRuby(bundle, await compile(bundle)));
  tree.add("generated/own/all.c", ownRubyInit(own));
}
