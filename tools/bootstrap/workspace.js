import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The `packages:` list of pnpm-workspace.yaml. It is a plain list there, so that this file needs no YAML parser.
 *
 * @param {string} yaml
 * @returns {string[]}
 */
export function workspacePatterns(yaml) {
  const block = /^packages:\n((?: +- .+\n)+)/m.exec(yaml)?.[1] ?? "";
  return block.split("\n").flatMap((line) => /- ["']?([^"']+)["']?$/.exec(line.trim())?.slice(1) ?? []);
}

/**
 * The folders of all workspace packages, the root first, relative to it.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function workspaceFolders(root) {
  const patterns = workspacePatterns(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8"));
  const folders = patterns.flatMap((pattern) => {
    if (!pattern.endsWith("/*")) return [pattern];
    const parent = pattern.slice(0, -2);
    return existsSync(join(root, parent))
      ? readdirSync(join(root, parent))
          .sort()
          .map((name) => `${parent}/${name}`)
      : [];
  });
  return [".", ...folders.filter((folder) => existsSync(join(root, folder, "package.json")))];
}

/**
 * Changes when an install could give another result: lock file, workspace settings, manifests, platform.
 *
 * @param {string} root
 * @param {readonly string[]} folders from {@link workspaceFolders}
 * @returns {string}
 */
export function installFingerprint(root, folders) {
  const files = [
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "tools/config/pnpmfile.mjs",
    ...folders.map((folder) => join(folder, "package.json")),
  ];
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  for (const file of files) {
    const content = readFileSync(join(root, file));
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}
