import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs a program to its end and returns what it printed; what it complains about is in the error. */
export async function run(program: string, args: readonly string[], folder: string): Promise<string> {
  // The workspace's own conditions must not reach a consumer: it has no sources.
  const { NODE_OPTIONS: _options, npm_config_node_options: _other, ...env } = process.env;
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder, maxBuffer: 2 ** 26, env });
  return stdout;
}

const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];

export function npmInstall(folder: string, packages: readonly string[]): Promise<string> {
  return run("npm", ["install", ...QUIET, "--prefix", folder, ...packages], folder);
}

export function pnpm(args: readonly string[], folder: string): Promise<string> {
  return run("npx", ["-y", "pnpm@12.21.0", ...args], folder);
}

export function pnpmInstall(folder: string, packages: readonly string[]): Promise<string> {
  return pnpm(
    ["add", "--workspace-root", "--ignore-scripts", "--no-lockfile", "--reporter=silent", ...packages],
    folder,
  );
}
