import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Gate } from "./gate.ts";
import { tidyProblems, type TrackedFile } from "./tidy-rules.ts";
import { trackedFiles } from "./tracked-files.ts";

const execFileAsync = promisify(execFile);

const APT_SOURCES = ["/etc/apt", "/etc/apt/sources.list.d"];

/** What must not be in a commit: this machine's registry and paths, binaries, focused tests, oversized files. */
export const tidy: Gate = {
  name: "tidy",
  async inspect(root) {
    const paths = (await trackedFiles(root)).filter((path) => existsSync(join(root, path)));
    const files = await Promise.all(
      paths.map(async (path): Promise<TrackedFile> => ({ path, text: await readFile(join(root, path), "utf8") })),
    );
    const problems = tidyProblems(files, await machineNames(root));
    return { inspected: files.length, unit: "files", problems };
  },
};

/** Names that only make sense on this machine: where the repository stands, and which registries it uses. */
async function machineNames(root: string): Promise<string[]> {
  const parent = dirname(root.replace(/\/$/, ""));
  const elsewhere = ["/", tmpdir()]; // where a copy may stand, but which say nothing about this machine
  const registries = await Promise.all([npmRegistry(), ...APT_SOURCES.map(aptRegistries)]);
  return [...new Set([...(elsewhere.includes(parent) ? [] : [`${parent}/`]), ...registries.flat()])];
}

async function npmRegistry(): Promise<string[]> {
  try {
    const { stdout } = await execFileAsync("npm", ["config", "get", "registry"], { cwd: tmpdir() });
    return hostsIn(stdout);
  } catch {
    return []; // no npm on this machine, so no registry of it to give away
  }
}

async function aptRegistries(folder: string): Promise<string[]> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.(?:list|sources)$/.test(name));
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
    return texts.flatMap(hostsIn);
  } catch {
    return []; // not a Debian system
  }
}

function hostsIn(text: string): string[] {
  return Array.from(text.matchAll(/https?:\/\/([^/:\s]+)/g), (match) => match[1] ?? "").filter((host) => host !== "");
}
