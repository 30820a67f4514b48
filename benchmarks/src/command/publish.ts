import { execFileSync } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readRegion, replaceRegion } from "../report/marked-region.ts";
import { resultsDocument, SUMMARY_REGION } from "../report/results-document.ts";
import { suiteNames } from "../suites/registry.ts";
import { keptResults } from "./result-store.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const RESULTS = join(ROOT, "benchmarks", "RESULTS.md");
const README = join(ROOT, "README.md");

/** Puts Markdown into the repository's format, so that a table reads well in an editor, too. */
function format(...files: string[]): void {
  const formatter = join(ROOT, "node_modules", ".bin", "oxfmt");
  execFileSync(formatter, ["-c", join(ROOT, "tools", "config", "oxfmt.json"), ...files], {
    cwd: ROOT,
    stdio: "ignore",
  });
}

/** Writes RESULTS.md, its charts and README's table from the kept results. Returns what was written. */
export async function publish(): Promise<string[]> {
  const { markdown, charts } = resultsDocument(await keptResults(), suiteNames);
  const folder = join(ROOT, "benchmarks", "charts");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, svg] of charts) await writeFile(join(folder, `${name}.svg`), svg);
  await writeFile(RESULTS, markdown);
  format(RESULTS);
  const written = [RESULTS, folder];
  const readme = await readFile(README, "utf8");
  const table = readRegion(await readFile(RESULTS, "utf8"), SUMMARY_REGION);
  if (table === undefined || readRegion(readme, SUMMARY_REGION) === undefined) return written;
  await writeFile(README, replaceRegion(readme, SUMMARY_REGION, table));
  return [...written, README];
}
