import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { applyPatch } from "./apply-patch.ts";
import { fetchSources } from "./fetch-sources.ts";
import { sourcePackages } from "./source-packages.ts";
import { byBytes, SourceTree } from "./source-tree.ts";
import { unpackArchive } from "./unpack-archive.ts";

/** The guest's own folders that hold sources, and where their files appear in the tree. */
const ownFolders = [
  ["src", "guest/src"],
  ["include", "guest/include"],
  ["mrblib", "guest/mrblib"],
  ["build/config", "build/config"],
] as const;

/** Third-party sources, patched unless asked otherwise, and our own: all that the build compiles. */
export async function loadSources(
  guestFolder: string,
  progress: (text: string) => void,
  options: { readonly patched: boolean } = { patched: true },
): Promise<SourceTree> {
  const tree = new SourceTree();
  const archives = await fetchSources(sourcePackages, progress);
  for (const source of sourcePackages) {
    const archive = archives.get(source.archive) ?? new Uint8Array();
    for (const [path, content] of unpackArchive(source.archive, archive)) {
      if (source.wanted.test(path)) tree.add(`${source.name}/${path}`, content);
    }
  }
  for (const [name, content] of await readFolder(join(guestFolder, "patches"))) {
    if (!options.patched || !name.endsWith(".patch")) continue;
    const patched = applyPatch(`patches/${name}`, new TextDecoder().decode(content), (path) => tree.text(path));
    for (const [path, text] of patched) tree.add(path, text);
  }
  for (const [folder, mount] of ownFolders) {
    for (const [name, content] of await readFolder(join(guestFolder, folder))) tree.add(`${mount}/${name}`, content);
  }
  return tree;
}

/** Every file below a folder, by its path there with `/`, in byte order; none when there is no such folder. */
export async function readFolder(folder: string): Promise<readonly (readonly [name: string, content: Uint8Array])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const named = files.map((path) => [relative(folder, path).replaceAll(sep, "/"), path] as const);
  const sorted = named.toSorted(([left], [right]) => byBytes(left, right));
  return Promise.all(sorted.map(async ([name, path]) => [name, await readFile(path)] as const));
}
