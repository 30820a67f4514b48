import { globSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { cached, root } from "./folders.ts";
import { pnpm, run } from "./run.ts";

/** A package as it would be published. */
export interface PackedPackage {
  readonly name: string;
  readonly tarball: string;
  /** Of the tarball. */
  readonly bytes: number;
  /** Paths inside, sorted. */
  readonly files: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
}

let packed: Promise<readonly PackedPackage[]> | undefined;

/** Every public package of the workspace, built and packed once per process. */
export function packages(): Promise<readonly PackedPackage[]> {
  return (packed ??= packAll());
}

async function packAll(): Promise<readonly PackedPackage[]> {
  const folder = cached("packed");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await pnpm(["build"], root);
  const found: PackedPackage[] = [];
  for (const path of globSync(["guest/package.json", "packages/*/package.json"], { cwd: root }).sort()) {
    const manifest = JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest;
    if (manifest.private === true) continue;
    const tarball = join(folder, `${manifest.name.replaceAll(/\W+/g, "-").slice(1)}.tgz`);
    await pnpm(["pack", "--out", tarball], join(root, dirname(path)));
    const files = (await run("tar", ["tzf", tarball], folder)).trim().split("\n").sort();
    found.push({
      name: manifest.name,
      tarball,
      bytes: statSync(tarball).size,
      files: files.map((file) => file.replace(/^package\//, "")),
    });
  }
  return found;
}
