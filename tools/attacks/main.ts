// `pnpm node tools/attacks/main.ts`: runs the tests that hold the rows of conformance/attacks/rows.json and writes docs/attacks.md.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runTool } from "../gates/run-tool.ts";
import { attackDocument } from "./document.ts";
import { readAttacks } from "./rows.ts";
import { runRows } from "./run-rows.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const table = readAttacks(root);
const results = await runRows(root, table.rows);
writeFileSync(join(root, "docs/attacks.md"), attackDocument(table, results));
await runTool(root, "oxfmt", ["-c", "tools/config/oxfmt.json", "docs/attacks.md"]);
const missing = table.rows.filter(({ row }) => (results.get(row)?.cases ?? 0) === 0);
const broken = table.rows.filter(({ row }) => (results.get(row)?.failed ?? 0) > 0);
for (const [what, rows] of [
  ["have no case", missing],
  ["are broken", broken],
] as const) {
  if (rows.length > 0) console.error(`rows that ${what}: ${rows.map(({ row }) => row).join(", ")}`);
}
const cases = [...results.values()].reduce((sum, result) => sum + result.cases, 0);
console.log(`${table.rows.length} rows, ${cases} cases`);
process.exitCode = missing.length + broken.length === 0 ? 0 : 1;
