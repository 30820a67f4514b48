import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { textTable } from "../report/text-table.ts";
import { applicationCommand } from "./hello-comparison.ts";
import { runLoad, type Target } from "./load.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

const APPLICATION = fileURLToPath(new URL("../../../apps/serverless/src/main.ts", import.meta.url));

/** What a hostile tenant uploads, by name, and the statuses that are right for it: its own, or that of a deadline that came first. */
const HOSTILE: Readonly<Record<string, readonly [source: string, ...statuses: number[]]>> = {
  loop: ["App = ->(env) { loop {} }"],
  "swallow-all": ["App = ->(env) { begin; loop {}; rescue Exception; retry; ensure; loop {}; end }"],
  "regexp-bomb": ["App = ->(env) { ('a' * 40 + '!') =~ /(a+)+$/; loop {} }", 422],
  memory: ["App = ->(env) { a = 'x' * 1000; loop { a += a } }", 422],
  symbols: ['App = ->(env) { i = 0; loop { "s#{i += 1}".to_sym } }', 422],
  recursion: ["def f(x); f(x + 1); end\nApp = ->(env) { f(0) }", 422],
  raise: ["App = ->(env) { raise 'x' * 100_000 }", 422],
  output: ["App = ->(env) { 20_000.times { puts 'x' * 100 }; [200, {}, ''] }", 200],
  headers: ["App = ->(env) { [200, { 'x' => \"a\\r\\nset-cookie: b\" }, ''] }", 502],
  body: ["App = ->(env) { [200, {}, 'x' * 2_000_000] }", 502],
  "key-values": ["App = ->(env) { loop { KV.set('k', 'x' * 1000) } }", 422],
  globals: ["App = ->(env) { $x = 1; class String; def to_s; raise 'mine'; end; end; [200, {}, ''] }", 200, 422],
};

/** One request in a hundred is a hostile one. */
const EVERY = 100;
// Wall clock, so it has to be long enough for an honest call on a machine with other work.
const TIMEOUT_MS = 1_000;

interface Tally {
  benign: number;
  failed: number;
  readonly hostile: Map<string, Map<number, number>>;
  unexpected: number;
  firstFailure: string;
}

/** A hundred thousand requests, one in a hundred hostile: who failed, and how memory went. */
export async function loadWithHostiles(quick: boolean, progress: (text: string) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "kobako-load-"));
  const key = `kbk_${randomBytes(24).toString("base64url")}`;
  try {
    const hostileKey = await addTenant(folder);
    await using server = await startServer(applicationCommand(folder, key, ["--timeout", String(TIMEOUT_MS)]));
    for (const [name, [source]] of Object.entries(HOSTILE)) await upload(server.address, hostileKey, name, source);
    return await attack(server, { key, hostileKey, amount: quick ? 5_000 : 100_000 }, progress);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function addTenant(folder: string): Promise<string> {
  const args = ["--conditions=kobako:source", APPLICATION, "--data", folder, "--add-tenant", "mallory"];
  return (await promisify(execFile)(process.execPath, args)).stdout.trim();
}

async function upload(address: string, key: string, name: string, body: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "text/plain" };
  const response = await fetch(`${address}/functions/${name}`, { method: "PUT", headers, body });
  if (!response.ok) throw new Error(`${name} was not stored: ${await response.text()}`);
}

async function attack(
  server: ServerProcess,
  { key, hostileKey, amount }: { key: string; hostileKey: string; amount: number },
  progress: (text: string) => void,
): Promise<string> {
  const tally: Tally = { benign: 0, failed: 0, hostile: new Map(), unexpected: 0, firstFailure: "" };
  const names = Object.keys(HOSTILE);
  const hostileHeaders = { authorization: `Bearer ${hostileKey}` };
  let sent = 0;
  const next = (): Target => {
    sent += 1;
    if (sent % EVERY !== 0) return { path: "/fn/hello/Ann" };
    return { path: `/fn/${names[(sent / EVERY) % names.length]}`, headers: hostileHeaders };
  };
  const memory: number[] = [];
  const watch = setInterval(() => {
    progress(`${tally.benign} of ${amount}`);
    void server.residentBytes().then((bytes) => bytes !== undefined && memory.push(bytes));
  }, 500);
  const headers = { authorization: `Bearer ${key}` };
  const answered = (status: number, body: string, target: Target): void => count(tally, status, body, target);
  const load = await runLoad({ address: server.address, headers, connections: 16, amount, next, answered });
  clearInterval(watch);
  if (tally.failed > 0 || load.errors > 0)
    throw new Error(`${tally.failed} benign requests failed, ${load.errors} errors; the first: ${tally.firstFailure}`);
  if (tally.unexpected > 0)
    throw new Error(`${tally.unexpected} hostile ones ended unexpectedly: ${tally.firstFailure}`);
  const outcomes = Array.from(tally.hostile, ([name, statuses]) => [
    name,
    Array.from(statuses, ([status, times]) => `${times} × ${status}`).join(", "),
  ]);
  return [
    `${tally.benign} benign requests, none failed; p50 ${load.p50} ms, p99 ${load.p99} ms, at most ${load.max} ms, over all requests.`,
    describeMemory(memory),
    textTable([["hostile function", "answers"], ...outcomes]),
  ].join("\n");
}

function count(tally: Tally, status: number, body: string, { path }: Target): void {
  const name = path.split("/")[2] ?? "";
  const hostile = HOSTILE[name];
  if (hostile === undefined) {
    tally.benign += 1;
    if (status === 200 && body === "Hello, Ann!\n") return;
    tally.failed += 1;
  } else {
    const statuses = tally.hostile.get(name) ?? new Map<number, number>();
    tally.hostile.set(name, statuses.set(status, (statuses.get(status) ?? 0) + 1));
    const [, ...right] = hostile;
    if (status === 504 || right.includes(status)) return;
    tally.unexpected += 1;
  }
  tally.firstFailure ||= `${path}: ${status} ${body.slice(0, 300)}`;
}

/** By the median of each fifth of the time: memory that leaks grows from each to the next. */
function describeMemory(samples: readonly number[]): string {
  const fifth = Math.floor(samples.length / 5);
  if (fifth < 3) return `Memory was looked at ${samples.length} times, too rarely to say anything.`;
  const medianOf = (part: readonly number[]): number => [...part].sort((a, b) => a - b)[part.length >> 1] ?? 0;
  const mebibytes = (bytes: number): string => (bytes / 1_048_576).toFixed(0);
  const medians = Array.from({ length: 5 }, (_, index) => medianOf(samples.slice(index * fifth, (index + 1) * fifth)));
  return `Resident memory, by fifths of the time: ${medians.map(mebibytes).join(", ")} MiB; at most ${mebibytes(Math.max(...samples))}.`;
}
