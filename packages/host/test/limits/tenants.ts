/**
 * What idle tenants cost: `pnpm node --expose-gc packages/host/test/limits/tenants.ts [count]`. Each tenant is a Sandbox with one
 * Service and one small Snippet, sealed and used once. Prints bytes for each tenant, with set-ups of their own and with equal ones.
 */
import { Sandbox } from "../../src/index.ts";

const count = Number(process.argv[2] ?? 1000);

function tenant(name: string): Sandbox {
  return new Sandbox()
    .bind("KV::Lookup", (key: string) => `${name} ${key}`)
    .preload({ name: "Tenant", code: `Greet = ->(key) { "${name}: #{KV::Lookup.call(key)}" }` });
}

interface Memory {
  readonly resident: number;
  readonly heap: number;
}

async function memory(): Promise<Memory> {
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { resident: rss, heap: heapUsed + arrayBuffers };
}

async function open(names: readonly string[]): Promise<Sandbox[]> {
  const opened: Sandbox[] = [];
  for (const name of names) {
    const sandbox = tenant(name);
    await sandbox.run("Greet", ["k"]);
    opened.push(sandbox);
  }
  return opened;
}

async function measure(label: string, names: readonly string[]): Promise<Sandbox[]> {
  const before = await memory();
  const opened = await open(names);
  const after = await memory();
  const each = (key: keyof Memory): string => `${((after[key] - before[key]) / names.length / 1024).toFixed(2)} KiB`;
  process.stdout.write(
    `${names.length} tenants, ${label}: ${each("heap")} each (resident ${each("resident")} each); process ${(after.resident / 2 ** 20).toFixed(0)} MiB\n`,
  );
  return opened;
}

if (globalThis.gc === undefined) throw new Error("tenants: start node with --expose-gc, or garbage counts as theirs");
// Twice, so that code is compiled and tables have their size before anything is counted.
await open(Array.from({ length: 200 }, (_, index) => `warm ${index}`));
const own = await measure(
  "set-ups of their own",
  Array.from({ length: count }, (_, index) => `tenant ${index}`),
);
const equal = await measure(
  "equal set-ups",
  Array.from({ length: count }, () => "everybody"),
);
process.stdout.write(
  `${(await own[0]?.run("Greet", ["a"]))?.value}, ${(await equal[0]?.run("Greet", ["b"]))?.value}\n`,
);
