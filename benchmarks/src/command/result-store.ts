import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SuiteResult } from "../method/suite-result.ts";

const FOLDER = fileURLToPath(new URL("../../.cache/results", import.meta.url));

/** Keeps the latest result of each suite, as JSON that git ignores. Returns the file. */
export async function keepResult(result: SuiteResult): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const file = join(FOLDER, `${result.suite}.json`);
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
  return file;
}

/** The results that are kept. */
export async function keptResults(): Promise<SuiteResult[]> {
  const names = await readdir(FOLDER).catch((): string[] => []);
  const files = names.filter((name) => name.endsWith(".json")).toSorted();
  return Promise.all(files.map(async (name) => JSON.parse(await readFile(join(FOLDER, name), "utf8")) as SuiteResult));
}
