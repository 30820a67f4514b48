import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Unavailable } from "../method/case.ts";

/** Installed for `--peers` alone: no manifest of the workspace and no lock file knows them. */
const VERSIONS: Readonly<Record<string, string>> = {
  "@ruby/3.4-wasm-wasi": "2.10.1",
  "@ruby/wasm-wasi": "2.10.1",
  autocannon: "9.0.0",
  "isolated-vm": "7.0.1",
  "quickjs-emscripten": "0.32.0",
  wasmoon: "1.16.0",
};

const FOLDER = fileURLToPath(new URL("../../.cache/peers", import.meta.url));
const require = createRequire(join(FOLDER, "package.json"));

/** Installs what is missing. No install script runs: isolated-vm ships a build for the pinned Node. */
export async function installPeers(progress: (text: string) => void): Promise<void> {
  const wanted = `${JSON.stringify({ private: true, dependencies: VERSIONS }, null, 2)}\n`;
  const manifest = join(FOLDER, "package.json");
  const stamp = join(FOLDER, "installed");
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return;
  progress("installing the peers");
  await mkdir(FOLDER, { recursive: true });
  await writeFile(manifest, wanted);
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
  await promisify(execFile)("npm", ["install", ...flags], { cwd: FOLDER });
  await writeFile(stamp, wanted);
}

function notInstalled(what: string): Unavailable {
  return new Unavailable(`${what} is not installed: run \`pnpm bench --peers\``);
}

function resolvePeer(specifier: string): string {
  try {
    return require.resolve(specifier);
  } catch {
    throw notInstalled(specifier);
  }
}

/** A file in a peer's package, exported or not. @throws Unavailable when the peers are not installed */
export function readPeerFile(path: string): Promise<Buffer> {
  return readFile(join(FOLDER, "node_modules", path)).catch(() => {
    throw notInstalled(path);
  });
}

/** Where a process of its own can import a peer from. @throws Unavailable when the peers are not installed */
export function peerUrl(specifier: string): string {
  return pathToFileURL(resolvePeer(specifier)).href;
}

/** A peer's module, which the caller types as far as it uses it. @throws Unavailable when the peers are not installed */
export async function importPeer<Module>(specifier: string): Promise<Module> {
  return (await import(pathToFileURL(resolvePeer(specifier)).href)) as Module;
}
