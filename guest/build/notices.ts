import { compilerVersion } from "./tool-versions.ts";
import { sourcePackages } from "./source-packages.ts";
import type { SourceTree } from "./source-tree.ts";

/** The file beside the Guest Binary that holds the licences of what is inside of it, as they ask. */
export const NOTICES_FILE = "THIRD-PARTY-NOTICES.txt";

const LICENCE = /^[^/]+\/(?:LICENSE|COPYING)[^/]*$/;

/** Libraries of the compiler's package, which comes without their texts. */
const LINKED = [
  ["wasi-libc", "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT", "https://github.com/WebAssembly/wasi-libc"],
  ["musl, in wasi-libc", "MIT, Copyright (c) 2005-2020 Rich Felker, et al.", "https://musl.libc.org"],
  ["dlmalloc, in wasi-libc", "CC0-1.0", "https://gee.cs.oswego.edu/dl/html/malloc.html"],
  ["compiler-rt", "Apache-2.0 WITH LLVM-exception", "https://compiler-rt.llvm.org"],
] as const;

/** The licence texts of the sources, and what the compiler links in. Throws when a source brings no licence. */
export function thirdPartyNotices(tree: SourceTree): string {
  const sources = sourcePackages.map(({ name, version }) => {
    const [path] = tree.list(name, LICENCE);
    // `text` says what is missing.
    return `## ${name} ${version}\n\n${tree.text(path ?? `${name}/LICENSE`).trim()}\n`;
  });
  const linked = LINKED.map(
    ([name, licence, home]) => `- ${name} (of @yowasp/clang ${compilerVersion}): ${licence}; ${home}`,
  );
  return `kobako.wasm and kobako.image contain the following.\n\n${sources.join("\n")}\n## Linked by the compiler\n\n${linked.join("\n")}\n`;
}
