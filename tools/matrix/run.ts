import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs a program to its end and returns what it printed; what it complains about is in the error. */
export async function run(program: string, args: readonly string[], folder: string): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder, maxBuffer: 2 ** 26 });
  return stdout;
}

const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];

export function npmInstall(folder: string, packages: readonly string[]): Promise<string> {
  return run("npm", ["install", ...QUIET, "--prefix", folder, ...packages], folder);
}
