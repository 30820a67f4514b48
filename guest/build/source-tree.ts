import { BuildError } from "./build-error.ts";

/**
 * Every file the compiler may see, by virtual path (`mruby/src/vm.c`, `guest/src/boot.c`, `generated/…`).
 * The compiler knows no other paths, so no path of this machine can get into the binary.
 */
export class SourceTree {
  readonly #files = new Map<string, Uint8Array>();

  add(path: string, content: Uint8Array | string): void {
    this.#files.set(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  bytes(path: string): Uint8Array {
    const content = this.#files.get(path);
    if (!content) throw new BuildError(`${path} is not among the sources`);
    return content;
  }

  text(path: string): string {
    return new TextDecoder().decode(this.bytes(path));
  }

  /** Paths under a folder that match, in byte order. */
  list(folder: string, pattern: RegExp): readonly string[] {
    const prefix = `${folder}/`;
    return [...this.#files.keys()].filter((path) => path.startsWith(prefix) && pattern.test(path)).toSorted(byBytes);
  }

  entries(): IterableIterator<[path: string, content: Uint8Array]> {
    return this.#files.entries();
  }
}

/** The same order in every locale. */
export function byBytes(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
