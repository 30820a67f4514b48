/**
 * What idle tenants cost: `pnpm node packages/host/test/limits/tenants.ts [count]`. Each tenant is a Sandbox with one Service and one
 * small Snippet, sealed and used once. Builds the packages and measures in processes of their own, as users have it. Prints the
 * bytes for each tenant, with set-ups of their own and with equal ones, and what the process takes beside one that does nothing;
 * then, under Linux, what resident memory is for, with nothing that forces a collection, and which part of it is V8's optimizing
 * compilers: the medians of several processes. Fails when a tenant takes more than 12 KiB.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const count = Number(process.argv[2] ?? 1000);
/** Bytes that an idle tenant may take. */
const MOST = 12 * 1024;
/** Processes of which the median is shown: what the C library keeps of V8's memory differs by megabytes. */
const PROCESSES = 7;
const root = fileURLToPath(new URL("../../../../", import.meta.url));
const packages = ["codec", "runtime", "host"].map((name) => `${root}packages/${name}`);

const MEASURING = `
const count = ${count};
async function memory() {
  for (let round = 0; round < 4; round++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { resident: rss, heap: heapUsed + arrayBuffers };
}
const bare = await memory();
const { Sandbox } = await import("@kobako/host");
function tenant(name) {
  return new Sandbox()
    .bind("KV::Lookup", (key) => name + " " + key)
    .preload({ name: "Tenant", code: 'Greet = ->(key) { "' + name + ': #{KV::Lookup.call(key)}" }' });
}
async function open(names) {
  const opened = [];
  for (const name of names) {
    const sandbox = tenant(name);
    await sandbox.run("Greet", ["k"]);
    opened.push(sandbox);
  }
  return opened;
}
async function measure(label, names) {
  const before = await memory();
  const opened = await open(names);
  const after = await memory();
  const bytes = (after.heap - before.heap) / names.length;
  if (bytes > ${MOST}) process.exitCode = 1;
  const each = (bytes / 1024).toFixed(2);
  const whole = (after.resident / 2 ** 20).toFixed(0);
  const nothing = (bare.resident / 2 ** 20).toFixed(0);
  console.log(names.length + " tenants, " + label + ": " + each + " KiB each; process " + whole + " MiB, of which Node alone " + nothing);
  return opened;
}
const numbered = (label, length) => Array.from({ length }, (_, index) => label + " " + index);
// So that code is compiled and tables have their size before anything is counted.
await open(numbered("warm", 200));
const own = await measure("set-ups of their own", numbered("tenant", count));
const equal = await measure("equal set-ups", Array.from({ length: count }, () => "everybody"));
console.log((await own[0].run("Greet", ["a"])).value + ", " + (await equal[0].run("Greet", ["b"])).value);
`;

/** As a program has it: opens tenants, waits, and says what its resident memory is for, in MiB. */
const RESIDENT = (tenants: number): string => `
import { readFileSync } from "node:fs";
if (${tenants} > 0) {
  const { Sandbox } = await import("@kobako/host");
  globalThis.opened = [];
  for (let index = 0; index < ${tenants}; index++) {
    const code = "Price = ->(amount) { amount * " + index + " }";
    const sandbox = new Sandbox({ timeout: 1000 }).bind("Tenant::Id", () => index).preload({ code, name: "Price" });
    await sandbox.run("Price", [2]);
    opened.push(sandbox);
  }
}
await new Promise((resolve) => setTimeout(resolve, 1000));
const parts = { whole: 0, program: 0, libraries: 0, "V8's heap": 0, malloc: 0, "malloc of V8's threads": 0, "machine code": 0, others: 0 };
for (const region of readFileSync("/proc/self/smaps", "utf8").split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)) {
  const [, start, access, name] = /^([0-9a-f]+)-\\S+ (\\S+) \\S+ \\S+ \\d+ *(.*)/.exec(region) ?? [];
  const resident = Number(/^Rss: +(\\d+)/m.exec(region)?.[1] ?? 0) / 1024;
  const address = parseInt(start, 16);
  const mapped = address >= 0x7f0000000000;
  const part =
    name === process.execPath ? "program"
    : name === "[heap]" ? "malloc"
    : name?.startsWith("/") ? "libraries"
    : access?.includes("x") ? "machine code"
    : !mapped ? "V8's heap"
    : address % 2 ** 26 === 0 ? "malloc of V8's threads"
    : "others";
  parts.whole += resident;
  parts[part] += resident;
}
process.stdout.write(JSON.stringify(parts));
`;

type Parts = Readonly<Record<string, number>>;

function resident(tenants: number, flags: readonly string[]): Parts {
  const code = ["--input-type=module", "--eval", RESIDENT(tenants)];
  const read = (): Parts =>
    JSON.parse(
      execFileSync(process.execPath, [...flags, ...code], { cwd: `${root}benchmarks`, env, encoding: "utf8" }),
    );
  const all = Array.from({ length: PROCESSES }, read);
  const median = (name: string): number =>
    all.map((parts) => parts[name] ?? 0).toSorted((left, right) => left - right)[PROCESSES >> 1] ?? 0;
  return Object.fromEntries(Object.keys(all[0] ?? {}).map((name) => [name, median(name)]));
}

execFileSync(process.execPath, [`${root}tools/bundle/main.ts`, ...packages], { stdio: "ignore" });
const { NODE_OPTIONS: _conditions, ...env } = process.env;
// V8 makes the space for new objects as large as 16 MiB, three times, when much is allocated, and its compiler in between takes 10 MiB when a few
// hundred functions become hot at once: a server with many tenants and little memory does without. It costs an invocation nothing that could
// be measured.
const SMALL = ["--max-semi-space-size=1", "--no-maglev"];
for (const flags of [[], SMALL]) {
  process.stdout.write(`node ${flags.join(" ")}\n`);
  const measuring = ["--expose-gc", ...flags, "--input-type=module", "--eval", MEASURING];
  execFileSync(process.execPath, measuring, { cwd: `${root}benchmarks`, env, stdio: "inherit" });
}
if (existsSync("/proc/self/smaps")) {
  const columns = [
    ["a process that does nothing", resident(0, [])],
    [`${count} tenants`, resident(count, [])],
    [`with ${SMALL.join(" ")}`, resident(count, SMALL)],
    ["and nothing optimized", resident(count, [...SMALL, "--liftoff-only", "--no-turbofan"])],
  ] as const;
  process.stdout.write(`MiB resident: ${columns.map(([name]) => name).join(" | ")}\n`);
  for (const part of Object.keys(columns[0][1])) {
    const row = columns.map(([, parts]) => (parts[part] ?? 0).toFixed(1).padStart(5));
    process.stdout.write(`${part.padEnd(24)} ${row.join(" | ")}\n`);
  }
}
