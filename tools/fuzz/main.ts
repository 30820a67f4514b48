// `pnpm fuzz [name] --minutes N --seed S`: one fuzzer, or all of them one after the other with N minutes each.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FUZZERS, type FuzzerProgram } from "./fuzzers.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: "string", default: "1" }, seed: { type: "string", default: "1" } },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
const [wanted] = positionals;
const chosen = FUZZERS.filter(({ name }) => wanted === undefined || name === wanted);

function run(program: string, args: readonly string[]): Promise<number> {
  const node = join(root, "node_modules/.bin/node");
  return new Promise((resolve, reject) => {
    const child = spawn(node, ["--conditions=kobako:source", "--expose-gc", join(root, program), ...args], {
      cwd: root,
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

async function fuzz({ program, args = [], inputs }: FuzzerProgram): Promise<number> {
  if (inputs === undefined) return run(program, [...args, "--minutes", String(minutes), "--seed", String(seed)]);
  const end = performance.now() + minutes * 60_000;
  for (let next = seed; performance.now() < end; next++) {
    const code = await run(program, [...args, String(inputs), String(next)]);
    if (code !== 0) return code;
  }
  return 0;
}

if (chosen.length === 0 || !(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error(`pnpm fuzz [name] --minutes N --seed S, with one of these names, or all of them:`);
  for (const { name, about } of FUZZERS) console.error(`  ${name.padEnd(12)} ${about}`);
  process.exitCode = 2;
} else {
  const failed: string[] = [];
  for (const fuzzer of chosen) {
    console.log(`${fuzzer.name}: ${fuzzer.about}`);
    if ((await fuzz(fuzzer)) !== 0) failed.push(fuzzer.name);
  }
  console.log(failed.length === 0 ? "no findings" : `findings: ${failed.join(", ")}`);
  if (failed.length > 0) process.exitCode = 1;
}
