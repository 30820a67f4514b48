/**
 * Measures what conformance/limits/deadlines.json describes and writes docs/deadlines.md:
 * `pnpm node packages/host/test/limits/deadline-matrix.ts [runs]`. Wants a machine that does nothing else.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { Sandbox } from "../../src/index.ts";
import { measureLag } from "./event-loop-lag.ts";
import { MODES, type Mode } from "./modes.ts";
import { isPossible, isRight, runWork } from "./run-work.ts";
import { modesOf, readWork, type Work } from "./work.ts";

const file = readWork();
const runs = Number(process.argv[2] ?? 5);
const root = fileURLToPath(new URL("../../../../", import.meta.url));
const document = `${root}docs/deadlines.md`;

interface Cell {
  readonly median: number;
  readonly worst: number;
  readonly ends: ReadonlySet<string>;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measure(work: Work, mode: Mode): Promise<Cell> {
  const late: number[] = [];
  const ends = new Set<string>();
  for (let run = 0; run < runs; run++) {
    const ending = await runWork(work, file, mode);
    if (!isRight(work, ending))
      throw new Error(`${work.name} (${mode}) ended as ${ending.names.join()}: ${ending.message}`);
    late.push(ending.elapsed - file.deadline);
    ends.add(ending.names.find((name) => name === "TimeoutError" || work.mayEndAs?.includes(name)) ?? "");
    // What the run left behind is cleaned outside the next run's time.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { median: medianOf(late), worst: Math.max(...late), ends };
}

function inMilliseconds(value: number): string {
  return value < 0 ? "–" : value.toFixed(1);
}

async function row(work: Work): Promise<string> {
  const cells: string[] = [];
  const ends = new Set<string>();
  for (const mode of MODES) {
    const cell = modesOf(work).includes(mode) ? await measure(work, mode) : undefined;
    cells.push(
      cell === undefined ? "" : inMilliseconds(cell.median),
      cell === undefined ? "" : inMilliseconds(cell.worst),
    );
    for (const end of cell?.ends ?? []) ends.add(end);
  }
  const line = `| ${[work.name, ...cells, [...ends].join(", ")].join(" | ")} |`;
  process.stdout.write(`${line}\n`);
  return line;
}

await new Sandbox().eval("nil");
const lines: string[] = [];
for (const { name, work } of file.groups) {
  const possible = work.filter(isPossible);
  if (possible.length === 0) continue;
  lines.push(
    `## ${name}`,
    "",
    "| work | async | worst | sync | worst | ends as |",
    "| --- | --: | --: | --: | --: | --- |",
  );
  for (const kind of possible) lines.push(await row(kind));
  lines.push("");
}
const lag = await measureLag(8);
const text = `# Deadlines

Each row is a kind of work that would never end by itself, or not soon, run with a deadline of ${file.deadline} ms and a memory limit of
${file.memory / 2 ** 20} MiB. The figures are the milliseconds between the deadline and the error in the caller's hands: the median and the worst of
${runs} runs, with \`eval\` and with \`evalSync\`. A dash is an end before the deadline.

Under eight scripts that loop at the same time on one thread, a timer of 1 ms was at worst ${lag.worst.toFixed(1)} ms late (median ${lag.median.toFixed(1)} ms).

Measured on Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, load ${loadavg()[0]?.toFixed(1)} at the end. Again:
\`pnpm node packages/host/test/limits/deadline-matrix.ts\`; the cases are in \`conformance/limits/deadlines.json\`.

${lines.join("\n")}`;
writeFileSync(document, text);
execFileSync(`${root}node_modules/.bin/oxfmt`, ["-c", `${root}tools/config/oxfmt.json`, document]);
