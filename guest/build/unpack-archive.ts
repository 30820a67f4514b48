import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { BuildError } from "./build-error.ts";

const BLOCK = 512;

/**
 * Unpacks a `.tar.gz` or `.tar.xz` into memory, without the single top folder that source archives have.
 * Nothing is written to disk, so an archive has no path to escape to; a name that tries is refused all the same.
 */
export function unpackArchive(name: string, archive: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [path, content] of readTar(name.endsWith(".xz") ? decompressXz(name, archive) : gunzipSync(archive))) {
    files.set(path.slice(path.indexOf("/") + 1), content);
  }
  if (files.size === 0) throw new BuildError(`${name} holds no files`);
  return files;
}

/** Regular files of a ustar, GNU or pax archive, in its order. Links, devices and folders are left out. */
export function* readTar(tar: Uint8Array): Generator<[path: string, content: Uint8Array]> {
  let longName: string | undefined;
  for (let offset = 0; offset + BLOCK <= tar.length;) {
    const header = tar.subarray(offset, offset + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    checkHeaderSum(header, offset);
    const size = Number.parseInt(text(header, 124, 12), 8);
    if (!(size >= 0) || offset + BLOCK + size > tar.length) throw new BuildError(`damaged archive at byte ${offset}`);
    const content = tar.subarray(offset + BLOCK, offset + BLOCK + size);
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;

    const type = text(header, 156, 1);
    if (type === "L") longName = text(content, 0, size);
    else if (type === "x") longName = paxPath(content) ?? longName;
    else if (type !== "g") {
      const prefix = text(header, 257, 6).startsWith("ustar") ? text(header, 345, 155) : "";
      const path = longName ?? (prefix ? `${prefix}/${text(header, 0, 100)}` : text(header, 0, 100));
      longName = undefined;
      if (type === "" || type === "0") yield [checkPath(path), content];
    }
  }
}

function checkPath(path: string): string {
  const parts = path.replace(/^\.\//, "").split("/");
  if (path.startsWith("/") || path.includes("\\") || parts.includes("..") || parts.includes("")) {
    throw new BuildError(`archive entry ${JSON.stringify(path)} does not stay in its folder`);
  }
  return parts.join("/");
}

function checkHeaderSum(header: Uint8Array, offset: number): void {
  let sum = 8 * 32;
  for (const [index, byte] of header.entries()) if (index < 148 || index >= 156) sum += byte;
  if (sum !== Number.parseInt(text(header, 148, 8), 8)) throw new BuildError(`damaged archive at byte ${offset}`);
}

function paxPath(content: Uint8Array): string | undefined {
  return /^\d+ path=(.*)$/m.exec(text(content, 0, content.length))?.[1];
}

function text(bytes: Uint8Array, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end)).trim();
}

/** Node has no xz of its own; most systems have the command, and Debian's apt carries one inside its helper. */
function decompressXz(name: string, archive: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "kobako-xz-"));
  const path = join(folder, "archive.xz");
  const tools: readonly (readonly [string, string[]])[] = [
    ["xz", ["-dc", path]],
    ["/usr/lib/apt/apt-helper", ["cat-file", path]],
  ];
  try {
    writeFileSync(path, archive);
    for (const [command, args] of tools) {
      const run = spawnSync(command, args, { maxBuffer: 1 << 28 });
      if (run.status === 0) return run.stdout;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  throw new BuildError(`unpacking ${name} needs the xz command: install it (package xz-utils) and run again`);
}
