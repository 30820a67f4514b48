import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { textTable } from "../report/text-table.ts";
import { type LoadResult, runLoad } from "./load.ts";
import { type ServerCommand, startServer } from "./server-process.ts";

const CONNECTIONS = 16;
/** Requests before those that count. */
const WARM_UP = 4_000;
const HELLO = { path: "/fn/hello/Ann" };
const APPLICATION = "apps/serverless/src/main.ts";
const COMPARISON = "benchmarks/src/http/comparison-server.ts";
const UNBOUNDED = ["--rate", "1000000", "--concurrency", "10000"];

/** How the application is started for a load: with a key that is known, and no limit that it would meet. */
export function applicationCommand(folder: string, key: string, args: readonly string[] = []): ServerCommand {
  return {
    file: APPLICATION,
    args: ["--port", "0", "--data", folder, ...UNBOUNDED, ...args],
    env: { KOBAKO_DEMO_KEY: key },
  };
}

/** The hello function of apps/serverless beside the same route on isolated-vm, in alternating rounds. */
export async function compareHello(quick: boolean, progress: (text: string) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "kobako-load-"));
  const key = `kbk_${randomBytes(24).toString("base64url")}`;
  const flags = ["--no-node-snapshot"];
  const subjects: readonly (readonly [name: string, command: ServerCommand])[] = [
    ["apps/serverless", applicationCommand(folder, key)],
    ["isolated-vm, asynchronous", { file: COMPARISON, args: ["async", key], flags }],
    ["isolated-vm, synchronous", { file: COMPARISON, args: ["sync", key], flags }],
  ];
  const results = new Map<string, Measured[]>();
  const rounds = quick ? 1 : 3;
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, command] of subjects) {
        progress(`${name}, round ${round + 1} of ${rounds}`);
        const result = await measure(command, key, quick ? 3_000 : 20_000);
        results.set(name, [...(results.get(name) ?? []), result]);
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return report(results);
}

interface Measured extends LoadResult {
  /** Of all the server's threads for one request, in milliseconds. */
  readonly cpu: number;
}

/** A fresh process each time, warm before it counts: by number, since on a busy machine a second is few requests. */
async function measure(command: ServerCommand, key: string, amount: number): Promise<Measured> {
  await using server = await startServer(command);
  let wrong = 0;
  const load = {
    address: server.address,
    headers: { authorization: `Bearer ${key}` },
    connections: CONNECTIONS,
    next: () => HELLO,
    answered: (status: number, body: string) => {
      if (status !== 200 || body !== "Hello, Ann!\n") wrong += 1;
    },
  };
  await runLoad({ ...load, extent: { amount: WARM_UP } });
  const before = await server.cpuTime();
  const result = await runLoad({ ...load, extent: { amount } });
  const after = await server.cpuTime();
  if (wrong > 0 || result.errors > 0) throw new Error(`${wrong} wrong answers and ${result.errors} errors`);
  return { ...result, cpu: (((after ?? 0) - (before ?? 0)) / result.total) * 1_000 };
}

function report(results: ReadonlyMap<string, readonly Measured[]>): string {
  const medians = new Map(
    Array.from(results, ([name, all]) => [name, [...all].sort((a, b) => a.perSecond - b.perSecond)[all.length >> 1]]),
  );
  const own = medians.get("apps/serverless");
  const rows = Array.from(medians, ([name, median]) => {
    const { perSecond = 0, p50 = 0, p99 = 0, cpu = 0 } = median ?? {};
    const times = [(own?.perSecond ?? 0) / perSecond, cpu / (own?.cpu ?? 0)].map((ratio) => `${ratio.toFixed(2)}×`);
    return [name, perSecond.toFixed(0), `${p50} ms`, `${p99} ms`, `${cpu.toFixed(3)} ms`, ...times];
  });
  const head = ["hello over HTTP, 16 connections", "requests/s", "p50", "p99", "CPU", "our rate", "its CPU to ours"];
  return textTable([head, ...rows]);
}
