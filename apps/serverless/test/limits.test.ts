import { request } from "node:http";
import { describe, expect, it, vi } from "vitest";
import { TenantLimits } from "../src/access/tenant-limits.ts";
import { startApp } from "./running-app.ts";

const PATIENCE = { timeout: 60_000, interval: 5 };
const quick = { timeout: 50, memory: 1_048_576, body: 10_000 };

describe("a call that takes too much", () => {
  it.each([
    ["time", "loop {}", 504, "timeout"],
    ["memory", "a = 'x' * 1000; loop { a += a }", 422, "memory-limit"],
    ["depth", "def f(x); f(x + 1); end; f(0)", 422, "script-failed"],
    ["calls of Services", "2_000.times { KV.get('x') }", 422, "budget-exceeded"],
  ])("of %s ends in a problem, and the next one is served", async (what, source, status, slug) => {
    const callLimits = what === "time" ? quick : { ...quick, timeout: 60_000 };
    await using app = await startApp({ callLimits });
    const client = app.client("acme");
    await client.put("greedy", `App = ->(env) { ${source} }`);
    const refused = await client.fetch("/fn/greedy");
    expect([refused.status, await refused.json()]).toMatchObject([status, { type: `urn:kobako:problem:${slug}` }]);
    await client.put("fine", "App = ->(env) { [200, {}, 'fine'] }");
    await vi.waitUntil(async () => (await client.fetch("/fn/fine")).status === 200, PATIENCE);
    const { calls } = (await (await client.fetch("/functions/greedy/calls")).json()) as { calls: object[] };
    expect(calls).toMatchObject([{ status, fuel: expect.any(Number), error: expect.any(String) }]);
  });

  it("of output keeps its beginning", async () => {
    await using app = await startApp();
    const client = app.client("acme");
    await client.put("loud", "App = ->(env) { 10_000.times { puts 'a' * 100 }; [200, {}, 'done'] }");
    expect(await (await client.fetch("/fn/loud")).text()).toBe("done");
    const { calls } = (await (await client.fetch("/functions/loud/calls")).json()) as { calls: { stdout: string }[] };
    expect(calls[0]?.stdout).toHaveLength(4_000);
  });
});

it("a client that disconnects stops its script, as the log shows by its fuel", async () => {
  await using app = await startApp();
  const client = app.client("acme");
  await client.put("endless", "App = ->(env) { KV.set('started', 'yes'); loop {} }");
  await client.put("started", "App = ->(env) { [200, {}, KV.get('started').to_s] }");
  const leaving = request(`${app.address}/fn/endless`, { headers: { authorization: `Bearer ${client.key}` } });
  leaving.on("error", () => undefined).end();
  await vi.waitUntil(async () => (await (await client.fetch("/fn/started")).text()) === "yes", PATIENCE);
  leaving.destroy();
  const logged = async (): Promise<readonly { status: number; fuel: number; error: string }[]> =>
    ((await (await client.fetch("/functions/endless/calls")).json()) as { calls: never[] }).calls;
  await vi.waitUntil(async () => (await logged()).length === 1, PATIENCE);
  const [ended] = await logged();
  expect(ended).toMatchObject({ status: 499, error: expect.stringContaining("AbortedError") });
  expect(ended?.fuel).toBeGreaterThan(100);
});

describe("a tenant's share", () => {
  it("of simultaneous calls is bounded, and others have theirs", async () => {
    await using app = await startApp({ tenantLimits: { rate: 1_000, concurrency: 2 } });
    const [greedy, other] = [app.client("greedy"), app.client("other")];
    await greedy.put("endless", "App = ->(env) { loop {} }");
    await other.put("fine", "App = ->(env) { [200, {}, 'fine'] }");
    const leave = new AbortController();
    const running = [1, 2].map(() => greedy.fetch("/fn/endless", { signal: leave.signal }).catch(() => undefined));
    await vi.waitUntil(async () => (await greedy.fetch("/fn/absent")).status === 429, PATIENCE);
    const refused = await greedy.fetch("/fn/endless");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect((await other.fetch("/fn/fine")).status).toBe(200);
    leave.abort();
    await Promise.all(running);
    await vi.waitUntil(async () => (await greedy.fetch("/fn/absent")).status === 404, PATIENCE);
  });

  it("of calls per second refills with time, up to twice its size", () => {
    let now = 0;
    const limits = new TenantLimits({ rate: 10, concurrency: 100 }, () => now);
    const enter = (): boolean => {
      try {
        limits.enter(1)();
        return true;
      } catch {
        return false;
      }
    };
    const admitted = (): number => Array.from({ length: 50 }, enter).filter(Boolean).length;
    expect(admitted()).toBe(20);
    now += 500;
    expect(admitted()).toBe(5);
    now += 60_000;
    expect(admitted()).toBe(20);
    expect(() => limits.enter(2)).not.toThrow();
  });

  it("is given back once, however often a call ends", () => {
    const limits = new TenantLimits({ rate: 100, concurrency: 1 });
    const leave = limits.enter(1);
    leave();
    leave();
    limits.enter(1);
    expect(() => limits.enter(1)).toThrow("1 calls of this tenant are running");
  });
});

it("sums are kept for 90 days", async () => {
  await using app = await startApp();
  const client = app.client("acme");
  await client.put("f", "App = ->(env) { [200, {}, ''] }");
  const dayBefore = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const insert = app.database.activity.prepare("INSERT INTO daily_usage VALUES (?, 'old', ?, 1, 0, 0, 0, 0)");
  for (const tenant of [1, 77]) for (const days of [91, 89]) insert.run(tenant, dayBefore(days));
  await client.fetch("/fn/f");
  app.log.flush();
  const kept = app.database.activity.prepare("SELECT tenant, day FROM daily_usage WHERE function = 'old'").all();
  expect(kept).toEqual([1, 77].map((tenant) => ({ tenant, day: dayBefore(89) })));
});

it("logs keep a tenant's last calls, and sums go on", async () => {
  await using app = await startApp();
  const client = app.client("acme");
  await client.put("f", "App = ->(env) { [200, {}, ''] }");
  await client.fetch("/fn/f");
  const { id } = app.database.functions.prepare("SELECT id FROM tenants").get() as { id: number };
  const call = {
    tenant: id,
    function: "f",
    version: 1,
    startedAt: Date.now(),
    method: "GET",
    path: "x".repeat(10_000),
  };
  const rest = { status: 200, error: null, wallTime: 1, fuel: 10, memory: 5, stdout: "", stderr: "" };
  for (let index = 0; index < 3_000; index += 1) app.log.record({ ...call, ...rest });
  app.log.flush();
  expect(app.database.activity.prepare("SELECT count(*) AS n FROM calls").get()).toEqual({ n: 1_000 });
  expect(app.log.usage(id)).toMatchObject([{ calls: 3_001, failures: 0, memoryPeak: 5 }]);
  expect(app.log.calls(id, "f", 1)[0]?.path).toHaveLength(200);
  for (let index = 0; index < 1_000; index += 1) app.log.record({ ...call, ...rest, function: `made-up-${index}` });
  for (const name of ["f", "made-up-7"]) app.log.record({ ...call, ...rest, function: name });
  const sums = new Map(app.log.usage(id).map((sum) => [sum.function, sum.calls]));
  expect(sums.size, "names without end are no rows without end").toBe(201);
  expect([sums.get("f"), sums.get("made-up-7"), sums.get("(others)")]).toEqual([3_002, 2, 801]);
});
