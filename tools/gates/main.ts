// What `npm test` runs on the pinned Node: every gate, then every test. With names as arguments: those gates alone.
import { fileURLToPath } from "node:url";
import { inspect, styleText } from "node:util";
import { format } from "./format.ts";
import { documented } from "./documented.ts";
import { type Gate, type Inspection, judge } from "./gate.ts";
import { layers } from "./layers.ts";
import { lint } from "./lint.ts";
import { closingLine, runTests } from "./tests.ts";
import { reflection } from "./reflection.ts";
import { tidy } from "./tidy.ts";
import { types } from "./types.ts";
import { unused } from "./unused.ts";

const GATES: readonly Gate[] = [types, lint, format, layers, unused, tidy, documented, reflection];

async function passes(gate: Gate, root: string): Promise<boolean> {
  const start = performance.now();
  const inspection = await gate.inspect(root).catch((error: unknown) => broken(error));
  const { passed, summary, problems } = judge(inspection);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const mark = passed ? styleText("green", "✓") : styleText("red", "✗");
  console.log(`${mark} ${gate.name.padEnd(10)} ${summary.padEnd(18)} ${styleText("dim", `${seconds} s`)}`);
  for (const problem of problems) console.log(problem.replaceAll(/^/gm, "  "));
  return passed;
}

/** A gate that cannot run has not passed; the others, and the tests, still do. */
function broken(error: unknown): Inspection {
  return { inspected: 0, unit: "things", problems: [inspect(error)] };
}

async function main(names: readonly string[]): Promise<void> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const unknown = names.filter((name) => !GATES.some((gate) => gate.name === name));
  if (unknown.length > 0) {
    console.error(`There is no gate ${unknown.join(", ")}; there are ${GATES.map((gate) => gate.name).join(", ")}.`);
    process.exitCode = 2;
    return;
  }
  const chosen = names.length === 0 ? GATES : GATES.filter((gate) => names.includes(gate.name));
  const verdicts = await Promise.all(chosen.map((gate) => passes(gate, root)));
  if (verdicts.includes(false)) process.exitCode = 1;
  if (names.length > 0) return;
  const count = await runTests(root);
  if (count.failed > 0) process.exitCode = 1;
  console.log(closingLine(count));
}

await main(process.argv.slice(2));
