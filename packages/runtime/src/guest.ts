import {
  type GuestFiles,
  type GuestSource,
  nodeFileSystem,
  readGuestFiles,
  readGuestFilesSync,
} from "./guest-source.ts";
import { type Part, splitImage } from "./image.ts";
import { type Artifact, type Manifest, parseManifest } from "./manifest.ts";
import { RuntimeError } from "./runtime-error.ts";

/** A Guest Binary that was loaded, checked and compiled: what every instance of this thread is made from. */
export interface Guest {
  readonly module: WebAssembly.Module;
  readonly manifest: Manifest;
  /** Linear memory after boot, up to its last byte that is not zero. Never written to. */
  readonly image: Uint8Array<ArrayBuffer>;
  /** The same as it is put back: without its constants, and its long stretches of zeros as such. */
  readonly parts: readonly Part[];
  /** The manifest as it was read. */
  readonly manifestBytes: Uint8Array;
}

/** Everything that a Guest Binary may import, as `module.name` (SPEC section 8). */
const IMPORTS: ReadonlySet<string> = new Set([
  "env.__kobako_dispatch",
  "env.__kobako_await",
  "env.__kobako_safepoint",
  "env.__kobako_pause",
  "env.__kobako_grow",
  "wasi_snapshot_preview1.fd_write",
  "wasi_snapshot_preview1.clock_time_get",
  "wasi_snapshot_preview1.random_get",
]);

/** Everything that it must export, and the kind. */
const EXPORTS: ReadonlyMap<string, string> = new Map([
  ["memory", "memory"],
  ["__stack_pointer", "global"],
  ["__kobako_fuel", "global"],
  ["__kobako_left", "global"],
  ["__kobako_alloc", "function"],
  ["__kobako_setup", "function"],
  ["__kobako_eval", "function"],
  ["__kobako_run", "function"],
  ["__kobako_compile", "function"],
  ["__kobako_take_outcome", "function"],
  ["__kobako_yield_to_block", "function"],
]);

function refuse(reason: string, options?: ErrorOptions): RuntimeError {
  return new RuntimeError("Setup", `the Guest Binary is refused: ${reason}`, options);
}

function checkSurface(module: WebAssembly.Module): void {
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (!IMPORTS.has(`${from}.${name}`)) throw refuse(`it imports ${from}.${name}`);
  }
  const exported = new Map(WebAssembly.Module.exports(module).map(({ name, kind }) => [name, kind as string]));
  for (const [name, kind] of EXPORTS) {
    if (exported.get(name) !== kind) throw refuse(`it does not export the ${kind} ${name}`);
  }
}

function checkSize(name: string, bytes: Uint8Array, expected: number): void {
  if (bytes.length !== expected) throw refuse(`its ${name} has ${bytes.length} bytes, the manifest says ${expected}`);
}

function checkSum(name: string, matches: boolean): void {
  if (!matches) throw refuse(`its ${name} does not have the checksum that the manifest gives; reinstall @kobako/guest`);
}

function parse(files: GuestFiles): Manifest {
  const manifest = parseManifest(files.manifest);
  if (files.wasm instanceof Uint8Array) checkSize("wasm", files.wasm, manifest.wasm.bytes);
  checkSize("image", files.image, manifest.image.bytes);
  if (manifest.metered === 0) throw refuse("it was built without metering, so no limit would hold");
  return manifest;
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function matches(bytes: Uint8Array<ArrayBuffer>, { sha256 }: Artifact): Promise<boolean> {
  return hexadecimal(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))) === sha256;
}

/**
 * Sums are there to find damage: whoever changes a file on purpose can change the manifest beside it, too. Node's crypto takes 6 ms
 * to load, a fifth of a cold start; zlib takes 1.5.
 */
function matchesSync(bytes: Uint8Array, { crc32, sha256 }: Artifact): boolean {
  const builtin = globalThis.process?.getBuiltinModule;
  if (builtin === undefined) throw refuse("its checksum cannot be computed synchronously here: await warm() first");
  const zlib: { readonly crc32?: (data: Uint8Array) => number } = builtin("node:zlib");
  if (crc32 !== undefined && zlib.crc32 !== undefined) return zlib.crc32(bytes) === crc32;
  return builtin("node:crypto").createHash("sha256").update(bytes).digest("hex") === sha256;
}

function finish(files: GuestFiles, manifest: Manifest, module: WebAssembly.Module): Guest {
  checkSurface(module);
  const { image, manifest: manifestBytes } = files;
  return { module, manifest, image, parts: splitImage(image, manifest.image.constants), manifestBytes };
}

function compileSync(bytes: GuestFiles["wasm"]): WebAssembly.Module {
  if (bytes instanceof WebAssembly.Module) return bytes;
  try {
    return new WebAssembly.Module(bytes);
  } catch (cause) {
    throw refuse("its wasm does not compile", { cause });
  }
}

async function compile(bytes: GuestFiles["wasm"]): Promise<WebAssembly.Module> {
  if (bytes instanceof WebAssembly.Module) return bytes;
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw refuse("its wasm does not compile", { cause });
  }
}

/** Node only. */
function checkSumsSync({ wasm, image }: GuestFiles, manifest: Manifest): void {
  if (wasm instanceof Uint8Array) checkSum("wasm", matchesSync(wasm, manifest.wasm));
  checkSum("image", matchesSync(image, manifest.image));
}

async function checkSums({ wasm, image }: GuestFiles, manifest: Manifest): Promise<void> {
  if (wasm instanceof Uint8Array) checkSum("wasm", await matches(wasm, manifest.wasm));
  checkSum("image", await matches(image, manifest.image));
}

/** Node only. Reads, checks and compiles on the calling thread. */
export function loadGuestSync(source: GuestSource): Guest {
  const files = readGuestFilesSync(source);
  const manifest = parse(files);
  checkSumsSync(files, manifest);
  return finish(files, manifest, compileSync(files.wasm));
}

/** Reads, checks and compiles. */
export async function loadGuest(source: GuestSource): Promise<Guest> {
  const isNode = nodeFileSystem() !== undefined;
  const files = isNode ? readGuestFilesSync(await materialise(source)) : await readGuestFiles(source);
  const manifest = parse(files);
  // Other threads compile while this one checks: a damaged module does no harm before it is instantiated.
  const compiling = compile(files.wasm);
  compiling.catch(() => undefined);
  // In Node everything is at hand: no reason to wait for a sum.
  if (isNode) checkSumsSync(files, manifest);
  else await checkSums(files, manifest);
  return finish(files, manifest, await compiling);
}

/** Files that lie elsewhere than on disk are fetched first. */
async function materialise(source: GuestSource): Promise<GuestSource> {
  const places = [source.wasm, source.image, source.manifest];
  return places.some((place) => place instanceof URL && place.protocol !== "file:") ? readGuestFiles(source) : source;
}
