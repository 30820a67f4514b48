import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cached, root } from "./folders.ts";
import { npmInstall, run } from "./run.ts";

const PUBLISHED = ["guest", "packages/codec", "packages/runtime", "packages/host"];

/**
 * Builds and packs the packages as they would be published, and installs them in a project of their own, with `extra` ones of
 * the registry beside them. Returns the project's folder, which also has the files of conformance/published.
 */
export async function makeConsumer(name: string, extra: readonly string[] = []): Promise<string> {
  const folder = cached(`consumer-${name}`);
  const tarballs = join(folder, "packed");
  rmSync(tarballs, { recursive: true, force: true });
  rmSync(join(folder, "node_modules", "@kobako"), { recursive: true, force: true });
  mkdirSync(tarballs, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("npx", ["-y", "pnpm@12.21.0", "build"], root);
  const packed: string[] = [];
  for (const path of PUBLISHED) {
    const file = join(tarballs, `${path.replaceAll("/", "-")}.tgz`);
    await run("npx", ["-y", "pnpm@12.21.0", "pack", "--out", file], join(root, path));
    packed.push(file);
  }
  await npmInstall(folder, [...packed, ...extra]);
  cpSync(join(root, "conformance/published"), folder, { recursive: true });
  return folder;
}
