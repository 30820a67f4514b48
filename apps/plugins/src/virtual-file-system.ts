import { ArgumentError } from "@kobako/host";
import { virtualPath } from "./virtual-path.ts";

export interface VirtualFileSystemOptions {
  /** Bytes of all files together. */
  readonly maxBytes: number;
  readonly maxFiles: number;
}

const encoder = new TextEncoder();

/**
 * Files in memory, in a `Map`: no name in it is a name on disk, so no path, however spelt, and no symbolic link leads there.
 * Its methods are what a script can call; each argument comes from a script.
 */
export class VirtualFileSystem {
  readonly #options: VirtualFileSystemOptions;
  readonly #files = new Map<string, Uint8Array>();
  #bytes = 0;

  constructor(options: VirtualFileSystemOptions) {
    this.#options = options;
  }

  /** @throws ArgumentError when there is none */
  read(path: unknown): string | Uint8Array {
    const bytes = this.#files.get(virtualPath(path));
    if (bytes === undefined) throw new ArgumentError("no such file");
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return bytes.slice();
    }
  }

  /** Gives the number of bytes. @throws ArgumentError beyond the quota */
  write(path: unknown, content: unknown): number {
    const place = virtualPath(path);
    if (place === "/" || this.isDirectory(place)) throw new ArgumentError("is a directory");
    const bytes = toBytes(content);
    const old = this.#files.get(place);
    const total = this.#bytes - (old?.length ?? 0) + bytes.length;
    if (total > this.#options.maxBytes)
      throw new ArgumentError(`no space left: ${this.#options.maxBytes} bytes in all`);
    if (old === undefined && this.#files.size >= this.#options.maxFiles)
      throw new ArgumentError(`no more than ${this.#options.maxFiles} files`);
    this.#files.set(place, bytes);
    this.#bytes = total;
    return bytes.length;
  }

  isFile(path: unknown): boolean {
    return this.#files.has(virtualPath(path));
  }

  isDirectory(path: unknown): boolean {
    const prefix = folderPrefix(virtualPath(path));
    return prefix === "/" || [...this.#files.keys()].some((name) => name.startsWith(prefix));
  }

  delete(path: unknown): boolean {
    const place = virtualPath(path);
    this.#bytes -= this.#files.get(place)?.length ?? 0;
    return this.#files.delete(place);
  }

  /** The names directly below a directory, sorted. */
  children(path: unknown): readonly string[] {
    const prefix = folderPrefix(virtualPath(path));
    const below = [...this.#files.keys()].filter((name) => name.startsWith(prefix));
    return [...new Set(below.map((name) => name.slice(prefix.length).split("/", 1)[0] ?? ""))].sort();
  }
}

function folderPrefix(path: string): string {
  return path === "/" ? "/" : `${path}/`;
}

function toBytes(content: unknown): Uint8Array {
  if (typeof content === "string") return encoder.encode(content);
  if (content instanceof Uint8Array) return content.slice();
  throw new ArgumentError("a file's content must be a String");
}
