import { createHash } from "node:crypto";
import type { SourceTree } from "./source-tree.ts";

interface Include {
  readonly name: string;
  readonly quoted: boolean;
}

/**
 * Which files of the tree a C file can draw in, found by following its `#include` lines, conditions ignored.
 * It may name a file too many, never one too few: an include that is a macro makes the answer "all of them".
 * Headers outside the tree are the toolchain's own and stand for its version.
 */
export class IncludeClosure {
  readonly #tree: SourceTree;
  readonly #includes = new Map<string, readonly Include[] | "all">();
  readonly #digests = new Map<string, string>();

  constructor(tree: SourceTree) {
    this.#tree = tree;
  }

  /** The files themselves and everything they include, in byte order. */
  of(paths: readonly string[], folders: readonly string[]): readonly string[] {
    const seen = new Set(paths);
    for (const file of seen) {
      const includes = this.#includesOf(file);
      if (includes === "all") return [...this.#tree.entries()].map(([each]) => each).toSorted();
      for (const include of includes) {
        const found = this.#resolve(file, include, folders);
        if (found !== undefined) seen.add(found);
      }
    }
    return [...seen].toSorted();
  }

  /** A hash over the names and contents of the closure. */
  digest(paths: readonly string[], folders: readonly string[]): string {
    const hash = createHash("sha256");
    for (const file of this.of(paths, folders)) hash.update(`${file}\n${this.#digestOf(file)}\n`);
    return hash.digest("hex");
  }

  #resolve(from: string, { name, quoted }: Include, folders: readonly string[]): string | undefined {
    const beside = from.slice(0, from.lastIndexOf("/"));
    for (const folder of quoted ? [beside, ...folders] : folders) {
      const path = normalise(`${folder}/${name}`);
      if (this.#tree.has(path)) return path;
    }
    return undefined;
  }

  #includesOf(path: string): readonly Include[] | "all" {
    let includes = this.#includes.get(path);
    if (!includes) {
      includes = parseIncludes(this.#tree.text(path));
      this.#includes.set(path, includes);
    }
    return includes;
  }

  #digestOf(path: string): string {
    let digest = this.#digests.get(path);
    if (!digest) {
      digest = createHash("sha256").update(this.#tree.bytes(path)).digest("hex");
      this.#digests.set(path, digest);
    }
    return digest;
  }
}

function parseIncludes(source: string): readonly Include[] | "all" {
  const includes: Include[] = [];
  for (const [, rest = ""] of source.matchAll(/^[ \t]*#[ \t]*include[ \t]*(.*)$/gm)) {
    const name = /^(?:"([^"]+)"|<([^>]+)>)/.exec(rest);
    if (!name) return "all";
    includes.push({ name: name[1] ?? name[2] ?? "", quoted: name[1] !== undefined });
  }
  return includes;
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
