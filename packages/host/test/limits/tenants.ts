/**
 * What idle tenants cost: `pnpm node packages/host/test/limits/tenants.ts [count]`. Each tenant is a Sandbox with one Service and one
 * small Snippet, sealed and used once. Builds the packages and measures in a process of its own, as users have it: prints the
 * bytes for each tenant, with set-ups of their own and with equal ones, and what the process takes beside one that does nothing.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const count = Number(process.argv[2] ?? 1000);
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
  const each = ((after.heap - before.heap) / names.length / 1024).toFixed(2);
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

execFileSync(process.execPath, [`${root}tools/bundle/main.ts`, ...packages], { stdio: "ignore" });
const { NODE_OPTIONS: _conditions, ...env } = process.env;
// V8 makes the space for new objects as large as 16 MiB, three times, when much is allocated: a server with many tenants and little memory
// sets this, too. It costs nothing that could be measured.
for (const flags of [[], ["--max-semi-space-size=1"]]) {
  process.stdout.write(`node ${flags.join(" ")}\n`);
  const measuring = ["--expose-gc", ...flags, "--input-type=module", "--eval", MEASURING];
  execFileSync(process.execPath, measuring, { cwd: `${root}benchmarks`, env, stdio: "inherit" });
}
