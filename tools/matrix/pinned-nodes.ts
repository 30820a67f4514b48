import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { cached } from "./folders.ts";
import { npmInstall } from "./run.ts";

/** The newest of each line when this was written; the packages are platform builds of Node itself. */
export const NODE_VERSIONS: readonly string[] = ["20.20.2", "22.23.3", "24.21.0", "26.10.0"];

/** The path of this Node's program; downloaded on first use. */
export async function nodeProgram(version: string): Promise<string> {
  const folder = cached(`node-${version}`);
  const name = `node-${process.platform}-${process.arch}`;
  const program = join(folder, "node_modules", name, "bin", "node");
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    await npmInstall(folder, [`${name}@${version}`]);
  }
  return program;
}
