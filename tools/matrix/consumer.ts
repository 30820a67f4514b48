import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packages } from "./packed.ts";
import { cached, root } from "./folders.ts";
import { npmInstall, pnpmInstall } from "./run.ts";

export interface ConsumerOptions {
  /** Packages of the registry beside ours, with their versions. */
  readonly extra?: readonly string[];
  readonly manager?: "npm" | "pnpm";
  /** `package.json`'s `type`. */
  readonly type?: "module" | "commonjs";
}

/**
 * A project of its own with the packed packages installed, and the files of conformance/published. Returns its folder, which
 * outlives the run, so that the next one downloads nothing.
 */
export async function makeConsumer(name: string, options: ConsumerOptions = {}): Promise<string> {
  const { extra = [], manager = "npm", type = "module" } = options;
  const folder = cached(`consumer-${name}`);
  rmSync(join(folder, "node_modules", "@kobako"), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const all = await packages();
  const tarballs = all.map(({ tarball }) => tarball);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type }));
  // pnpm would look for our packages' dependencies on each other in the registry.
  const overrides = Object.fromEntries(all.map(({ name: one, tarball }) => [one, `file:${tarball}`]));
  if (manager === "pnpm") writeFileSync(join(folder, "pnpm-workspace.yaml"), JSON.stringify({ overrides }));
  await (manager === "npm" ? npmInstall : pnpmInstall)(folder, [...tarballs, ...extra]);
  cpSync(join(root, "conformance/published"), folder, { recursive: true });
  return folder;
}
