import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { callTree, selfTimes } from "../profile/call-tree.ts";
import { flameGraph } from "../profile/flame-graph.ts";
import { functionNames } from "../profile/function-names.ts";
import { takeProfile } from "../profile/take-profile.ts";
import { textTable } from "../report/text-table.ts";
import { loadSuite } from "../suites/registry.ts";

const FOLDER = fileURLToPath(new URL("../../.cache/profiles", import.meta.url));
const LINKED = new URL("../../../guest/.cache/release/linked.wasm", import.meta.url);
const MILLISECONDS = 2000;
const SHOWN = 15;

/** A CPU profile and a flame graph of `suite/case`, and where most of the time goes. */
export async function profileCase(name: string): Promise<void> {
  const [suiteName = "", id] = name.split(/\/(.*)/s);
  const suite = await loadSuite(suiteName);
  const one = suite.cases.find((candidate) => candidate.id === id);
  if (one === undefined) {
    throw new Error(
      `${suiteName} has no case ${id}; it has ${suite.cases.map((candidate) => candidate.id).join(", ")}`,
    );
  }
  const profile = await takeProfile(one, MILLISECONDS);
  // Without the linked module at hand, guest functions keep their numbers.
  const linked = await readFile(LINKED).catch(() => new Uint8Array());
  const tree = callTree(profile, functionNames(linked));
  const file = join(FOLDER, name.replaceAll(/[^\w-]+/g, "-"));
  await mkdir(FOLDER, { recursive: true });
  await writeFile(`${file}.cpuprofile`, JSON.stringify(profile));
  await writeFile(`${file}.svg`, flameGraph(`${name}: ${one.measures}`, tree));
  const times = selfTimes(tree).slice(0, SHOWN);
  const rows = times.map(([fn, self]) => [fn, `${((self / tree.total) * 100).toFixed(1)} %`]);
  process.stdout.write(`${textTable([["function", "self"], ...rows])}\n\nwrote ${file}.svg and ${file}.cpuprofile\n`);
}
