import type { ActionCache } from "./action-cache.ts";
import { mrbcUnits } from "./compile-unit.ts";
import type { Compiler } from "./compiler.ts";
import { link } from "./link.ts";
import { MrbcProgram } from "./mrbc-program.ts";
import type { SourceTree } from "./source-tree.ts";
import type { Toolchain } from "./toolchain.ts";

/** Builds mruby's compiler, with which the Ruby parts of mruby become C. */
export async function buildMrbc(
  tree: SourceTree,
  toolchain: Toolchain,
  compiler: Compiler,
  cache: ActionCache,
): Promise<MrbcProgram> {
  const objects = await compiler.compile("compile mrbc", mrbcUnits(tree));
  const wasm = await link(toolchain, cache, objects, [
    "/usr/lib/wasm32-wasip1/crt1-command.o",
    "--strip-all",
    "-z",
    "stack-size=1048576",
  ]);
  return new MrbcProgram(new Uint8Array(wasm));
}
