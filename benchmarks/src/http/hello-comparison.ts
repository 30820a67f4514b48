import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { textTable } from "../report/text-table.ts";
import { type LoadResult, runLoad } from "./load.ts";
import { type ServerCommand, startServer } from "./server-process.ts";

const CONNECTIONS = 16;
const APPLICATION = "apps/serverless/src/main.ts";
const COMPARISON = "benchmarks/src/http/comparison-server.ts";
const UNBOUNDED = ["--rate", "1000000", "--concurrency", "10000"];

const OURS = "apps/serverless";
const NOTHING = "the same, running nothing";

/** How the application is started for a load: with a key that is known, and no limit that it would meet. */
export function applicationCommand(folder: string, key: string, args: readonly string[] = []): ServerCommand {
  return {
    file: APPLICATION,
    args: ["--port", "0", "--data", folder, ...UNBOUNDED, ...args],
    env: { KOBAKO_DEMO_KEY: key },
  };
}

/** The same application, its functions run by something else. */
function comparisonCommand(mode: string, folder: string, key: string): ServerCommand {
  const { args, ...command } = applicationCommand(folder, key);
  return { ...command, file: COMPARISON, args: [mode, ...args], flags: ["--no-node-snapshot"] };
}

type MakeCommand = (folder: string, key: string) => ServerCommand;

const SUBJECTS: ReadonlyMap<string, MakeCommand> = new Map<string, MakeCommand>([
  [OURS, applicationCommand],
  ["isolated-vm, asynchronous", (folder, key) => comparisonCommand("asynchronous", folder, key)],
  ["isolated-vm, synchronous", (folder, key) => comparisonCommand("synchronous", folder, key)],
  [NOTHING, (folder, key) => comparisonCommand("nothing", folder, key)],
]);

/** How much a measurement is; of the requests before those that count, the just-in-time compilers have most. */
const THOROUGH = { rounds: 3, warmUp: 10_000, amount: 20_000 };
const QUICK = { rounds: 1, warmUp: 3_000, amount: 3_000 };

/** The hello function of apps/serverless beside the same application with isolated-vm in place of Sandboxes, in alternating rounds. */
export async function compareHello(quick: boolean, progress: (text: string) => void): Promise<string> {
  const { rounds, warmUp, amount } = quick ? QUICK : THOROUGH;
  const results = new Map<string, Measured[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, makeCommand] of SUBJECTS) {
      progress(`${name}, round ${round + 1} of ${rounds}`);
      const result = await measure(makeCommand, warmUp, amount);
      results.set(name, [...(results.get(name) ?? []), result]);
    }
  }
  return report(results);
}

interface Measured extends LoadResult {
  /** Of all the server's threads for one request, in milliseconds. */
  readonly cpu: number;
}

/** A fresh process with a fresh database each time. */
async function measure(makeCommand: MakeCommand, warmUp: number, amount: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "kobako-load-"));
  const key = `kbk_${randomBytes(24).toString("base64url")}`;
  try {
    await using server = await startServer(makeCommand(folder, key));
    const load = {
      address: server.address,
      headers: { authorization: `Bearer ${key}` },
      connections: CONNECTIONS,
      path: "/fn/hello/Ann",
      expected: "Hello, Ann!\n",
    };
    await runLoad({ ...load, amount: warmUp });
    const before = await server.cpuTime();
    const result = await runLoad({ ...load, amount });
    const after = await server.cpuTime();
    const { wrong, errors, total } = result;
    if (wrong > 0 || errors > 0) throw new Error(`${wrong} wrong answers and ${errors} errors`);
    return { ...result, cpu: (((after ?? 0) - (before ?? 0)) / total) * 1_000 };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const HEAD = [
  `hello over HTTP, ${CONNECTIONS} connections`,
  "requests/s",
  "p50",
  "p99",
  "server CPU",
  "of it, running",
  "client CPU",
  "our rate",
  "its CPU to ours",
];

/** The median of the rounds, by rate for what the clock tells and by itself for processor time. */
function report(results: ReadonlyMap<string, readonly Measured[]>): string {
  const figures = Array.from(results, ([name, all]) => ({
    name,
    ...medianBy(all, ({ perSecond }) => perSecond),
    cpu: medianBy(all, ({ cpu }) => cpu).cpu,
  }));
  const ours = figures.find(({ name }) => name === OURS);
  const shared = figures.find(({ name }) => name === NOTHING)?.cpu ?? 0;
  const rows = figures.map(({ name, perSecond, p50, p99, cpu, clientCpu }) => [
    name,
    perSecond.toFixed(0),
    `${p50} ms`,
    `${p99} ms`,
    `${cpu.toFixed(3)} ms`,
    name === NOTHING ? "" : `${(cpu - shared).toFixed(3)} ms`,
    `${clientCpu.toFixed(3)} ms`,
    `${((ours?.perSecond ?? 0) / perSecond).toFixed(2)}×`,
    `${(cpu / (ours?.cpu ?? 0)).toFixed(2)}×`,
  ]);
  return textTable([HEAD, ...rows]);
}

function medianBy(all: readonly Measured[], key: (measured: Measured) => number): Measured {
  const [median] = [...all].sort((a, b) => key(a) - key(b)).slice(all.length >> 1);
  if (median === undefined) throw new Error("nothing was measured");
  return median;
}
