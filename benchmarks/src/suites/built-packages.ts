import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Unavailable } from "../method/case.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const run = promisify(execFile);

/** Users run what is published, so that is built first. @throws Unavailable when it does not build */
export async function buildPackages(): Promise<void> {
  const folders = ["codec", "runtime", "host"].map((name) => `${ROOT}packages/${name}`);
  try {
    await run(process.execPath, [`${ROOT}tools/bundle/main.ts`, ...folders]);
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    throw new Unavailable(`the packages do not build: ${stdout?.split("\n")[0] ?? String(error)}`);
  }
}

/** What a process of its own prints that runs `code` on the built packages: the condition that names sources is left out. */
export async function runBuilt(code: string, flags: readonly string[]): Promise<string> {
  const { NODE_OPTIONS: _conditions, ...env } = process.env;
  const options = { cwd: `${ROOT}benchmarks`, env };
  const { stdout } = await run(process.execPath, [...flags, "--input-type=module", "--eval", code], options);
  return stdout;
}
