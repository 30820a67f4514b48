import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Environment } from "../method/environment.ts";
import type { Ratios } from "./ratios.ts";

const FILE = fileURLToPath(new URL("../../baseline.json", import.meta.url));

/** What the gate compares with: blessed on purpose, committed. */
export interface Baseline {
  readonly blessedAt: string;
  readonly commit: string;
  readonly node: string;
  readonly ratios: Ratios;
}

export async function readBaseline(): Promise<Baseline> {
  return JSON.parse(await readFile(FILE, "utf8")) as Baseline;
}

/** Makes these ratios what later runs are compared with. Returns the file. */
export async function bless(ratios: Ratios, { at, commit, node }: Environment): Promise<string> {
  const rounded = Object.fromEntries(
    Object.entries(ratios).map(([id, { ratio, noise }]) => [
      id,
      { ratio: Number(ratio.toPrecision(4)), noise: Number(noise.toPrecision(2)) },
    ]),
  );
  const baseline: Baseline = { blessedAt: at.slice(0, 10), commit, node, ratios: rounded };
  await writeFile(FILE, `${JSON.stringify(baseline, null, 2)}\n`);
  return FILE;
}
