import * as bundled from "@kobako/guest";
import { RuntimeError } from "./runtime-error.ts";

/** The three files of a Guest Binary: places to load them from, or their contents. */
export interface GuestSource {
  /** The module. Compiled, it was checked by whoever compiled it: see `Runtime.compiledGuest`. */
  readonly wasm: URL | Uint8Array | WebAssembly.Module;
  /** Its memory after boot. */
  readonly image: URL | Uint8Array;
  /** Checksums, ABI version and what the guest promises, as JSON. */
  readonly manifest: URL | Uint8Array;
}

/** The contents of the three files. */
export interface GuestFiles {
  readonly wasm: Uint8Array<ArrayBuffer> | WebAssembly.Module;
  readonly image: Uint8Array<ArrayBuffer>;
  readonly manifest: Uint8Array<ArrayBuffer>;
}

/** The guest that `@kobako/guest` ships. */
export const BUNDLED_GUEST: GuestSource = bundled;

type FileSystem = typeof import("node:fs");

/** Node's file system without a static import, which a browser bundle could not resolve. */
export function nodeFileSystem(): FileSystem | undefined {
  return globalThis.process?.getBuiltinModule?.("node:fs");
}

/** Without copying; not as a Buffer, whose `slice` does not copy either. */
function readFile(fs: FileSystem, place: URL): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = fs.readFileSync(place);
  return new Uint8Array(buffer, byteOffset, length);
}

function unreadable(what: string, cause: unknown): RuntimeError {
  return new RuntimeError("Setup", `the Guest Binary cannot be loaded: its ${what} is missing or unreadable`, {
    cause,
  });
}

/** The caller's bytes may change. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

function readSync(what: string, place: URL | Uint8Array): Uint8Array<ArrayBuffer> {
  if (place instanceof Uint8Array) return copy(place);
  const fs = nodeFileSystem();
  if (fs === undefined || place.protocol !== "file:") {
    throw new RuntimeError(
      "Setup",
      "the Guest Binary is not loaded yet, and only Node can load it synchronously: await warm() or eval() first",
    );
  }
  try {
    return readFile(fs, place);
  } catch (error) {
    throw unreadable(what, error);
  }
}

async function read(what: string, place: URL | Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  if (place instanceof Uint8Array) return copy(place);
  try {
    const fs = place.protocol === "file:" ? nodeFileSystem() : undefined;
    if (fs !== undefined) return readFile(fs, place);
    const response = await fetch(place);
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw unreadable(what, error);
  }
}

function readWasmSync(place: GuestSource["wasm"]): GuestFiles["wasm"] {
  return place instanceof WebAssembly.Module ? place : readSync("wasm", place);
}

/** Node only: elsewhere, bytes can only be awaited. */
export function readGuestFilesSync(source: GuestSource): GuestFiles {
  return {
    wasm: readWasmSync(source.wasm),
    image: readSync("image", source.image),
    manifest: readSync("manifest", source.manifest),
  };
}

export async function readGuestFiles(source: GuestSource): Promise<GuestFiles> {
  const [wasm, image, manifest] = await Promise.all([
    source.wasm instanceof WebAssembly.Module ? Promise.resolve(source.wasm) : read("wasm", source.wasm),
    read("image", source.image),
    read("manifest", source.manifest),
  ]);
  return { wasm, image, manifest };
}
