import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { workspaceFolders } from "../../bootstrap/workspace.js";
import { trackedFiles } from "../../gates/tracked-files.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

export interface PlantedCopy {
  readonly root: string;
  plant(path: string, content: string): void;
  remove(): void;
}

/** A copy of this repository, with its installed dependencies, in which a violation can be planted. */
export async function plantedCopy(): Promise<PlantedCopy> {
  const root = mkdtempSync(join(tmpdir(), "kobako-planted-"));
  for (const path of await trackedFiles(repository)) {
    if (existsSync(join(repository, path))) cpSync(join(repository, path), join(root, path));
  }
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  for (const folder of workspaceFolders(repository).slice(1)) {
    const modules = join(repository, folder, "node_modules");
    const isCache = (path: string) => path.includes(`${modules}/.cache`);
    if (!existsSync(modules)) continue;
    cpSync(modules, join(root, folder, "node_modules"), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !isCache(path),
    });
  }
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  return {
    root,
    plant(path, content) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    remove() {
      rmSync(root, { recursive: true });
    },
  };
}
