/**
 * Shows that nothing leaks: `pnpm node --expose-gc packages/host/test/limits/soak.ts [share]`, with `share` a fraction of the full
 * 100 000 invocations, 20 000 Sandboxes and 1000 traps. Prints resident memory as it goes; fails when it keeps growing.
 */
import { Runtime } from "@kobako/runtime";
import { Sandbox } from "../../src/index.ts";

const share = Number(process.argv[2] ?? 1);
const SAMPLES = 10;

/** MiB by which the last half of a phase may grow on average: what allocators and compilers keep. */
const TOLERANCE = 24;

const shared = new Sandbox()
  .bind("Add", (a: number, b: number) => a + b)
  .preload({ name: "Twice", code: "Twice = ->(x) { x * 2 }" });

interface Phase {
  readonly name: string;
  readonly count: number;
  readonly step: (index: number) => Promise<unknown>;
}

const TRAPS = [
  "loop {}",
  "a = []; loop { a << 'x' * 1000 }",
  "def f = f; loop { begin; f; rescue SystemStackError; end }",
];

const phases: readonly Phase[] = [
  {
    name: "invocations of one Sandbox",
    count: 100_000 * share,
    step: async (index) => (index % 2 === 0 ? await shared.run("Twice", [index]) : shared.evalSync("Add.call(1, 2)")),
  },
  {
    name: "Sandboxes of their own set-up",
    count: 20_000 * share,
    step: async (index) => {
      const sandbox = new Sandbox().bind("Me", () => index).preload({ name: "Tenant", code: `TENANT = ${index}` });
      await sandbox.eval("TENANT + Me.call");
    },
  },
  {
    name: "traps",
    count: 1000 * share,
    step: async (index) => {
      const sandbox = new Sandbox({ timeout: 5 });
      const script = TRAPS[index % TRAPS.length] ?? "loop {}";
      await sandbox.eval(script).then(
        () => Promise.reject(new Error(`${script} did not trap`)),
        () => undefined,
      );
    },
  },
];

async function residentMemory(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage.rss() / 2 ** 20;
}

/** Runs a phase and returns resident memory, in MiB, after each tenth of it. */
async function sample({ count, step }: Phase): Promise<number[]> {
  const samples: number[] = [];
  let index = 0;
  for (let part = 1; part <= SAMPLES; part++) {
    for (; index < (count * part) / SAMPLES; index++) await step(index);
    samples.push(await residentMemory());
  }
  return samples;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

if (globalThis.gc === undefined) throw new Error("soak: start node with --expose-gc, or garbage looks like a leak");
let growing = 0;
process.stdout.write(
  `| phase | count | MiB after each tenth | grew | busy | idle |\n| --- | --: | --- | --: | --: | --: |\n`,
);
for (const phase of phases) {
  const samples = await sample(phase);
  const grew = mean(samples.slice(-3)) - mean(samples.slice(3, 6));
  if (grew > TOLERANCE) growing++;
  const { busy, idle } = Runtime.shared.instances;
  if (busy !== 0) growing++;
  const cells = [phase.name, phase.count, samples.map((mib) => mib.toFixed(0)).join(" "), grew.toFixed(1), busy, idle];
  process.stdout.write(`| ${cells.join(" | ")} |\n`);
}
process.stdout.write(growing === 0 ? "plateau: nothing keeps growing\n" : `${growing} phases keep growing\n`);
process.exitCode = growing === 0 ? 0 : 1;
