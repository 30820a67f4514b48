import { actionKey, type ActionCache } from "./action-cache.ts";
import type { CompiledObject } from "./compiler.ts";
import { compilerVersion } from "./tool-versions.ts";
import type { Toolchain } from "./toolchain.ts";

const systemLibraries = [
  "-L/usr/lib/wasm32-wasip1",
  "-lsetjmp",
  "-lc",
  "/usr/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a",
] as const;

/** Links objects; every symbol must be found or be declared as an import in C. */
export async function link(
  toolchain: Toolchain,
  cache: ActionCache,
  objects: readonly CompiledObject[],
  options: readonly string[],
): Promise<Uint8Array> {
  const names = objects.map((object) => `objects/${object.name}`);
  const args = ["wasm-ld", "-m", "wasm32", "--gc-sections", ...options, ...names, ...systemLibraries, "-o", "out.wasm"];
  const key = actionKey("link", compilerVersion, args.join("\n"), ...objects.map((object) => object.content));
  return cache.get(key, async () => {
    const files = objects.map((object, index) => [names[index] ?? "", object.content] as const);
    const { output, stderr } = await toolchain.run({ args, files, output: "out.wasm" });
    if (!output) throw new Error(`the linker made no module: ${stderr}`);
    return output;
  });
}
