import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, type RunningApp, startApp } from "./running-app.ts";

let app: RunningApp;
let acme: Client;
let globex: Client;
beforeAll(async () => {
  app = await startApp();
  acme = app.client("acme");
  globex = app.client("globex");
});
afterAll(() => app[Symbol.asyncDispose]());

describe("a tenant", () => {
  it("reaches nothing of another's under the same or any name", async () => {
    await acme.put("secret", `App = ->(env) { [200, {}, "acme's"] }`);
    const asks = ["/fn/secret", "/functions/secret", "/functions/secret/versions", "/functions/secret/calls"].map(
      async (path) => (await globex.fetch(path)).status,
    );
    expect(await Promise.all(asks)).toEqual([404, 404, 404, 404]);
    expect((await globex.fetch("/functions/secret", { method: "DELETE" })).status).toBe(404);
    expect((await globex.post("/functions/secret/rollback", { version: 1 })).status).toBe(404);
    await globex.put("secret", `App = ->(env) { [200, {}, "globex's"] }`);
    expect(await (await acme.fetch("/fn/secret")).text()).toBe("acme's");
    expect(await (await globex.fetch("/fn/secret")).text()).toBe("globex's");
    expect(await (await globex.fetch("/functions")).json()).toMatchObject({ functions: [{ name: "secret" }] });
  });

  it("has key-value pairs, usage and logs of its own", async () => {
    const source = `App = ->(env) { KV.set("k", "#{KV.get("k")}#{env["QUERY_STRING"]}"); puts KV.get("k"); [200, {}, KV.get("k")] }`;
    for (const client of [acme, globex]) await client.put("notes", source);
    await acme.fetch("/fn/notes?a");
    await acme.fetch("/fn/notes?b");
    expect(await (await globex.fetch("/fn/notes?c")).text()).toBe("c");
    const calls = async (client: Client): Promise<unknown> => (await client.fetch("/functions/notes/calls")).json();
    expect(await calls(acme)).toMatchObject({ calls: [{ stdout: "ab\n" }, { stdout: "a\n" }] });
    expect(await calls(globex)).toMatchObject({ calls: [{ stdout: "c\n" }] });
    const usage = (await (await globex.fetch("/usage")).json()) as { functions: object[] };
    expect(usage.functions).toContainEqual(expect.objectContaining({ function: "notes", calls: 1, failures: 0 }));
  });

  it("finds nothing of an earlier call in the guest", async () => {
    const source = `$calls = 0\nApp = ->(env) { $calls += 1; String.class_eval { def x; end } if "".respond_to?(:x); [200, {}, $calls.to_s] }`;
    await acme.put("state", source);
    const answers = await Promise.all(Array.from({ length: 5 }, async () => (await acme.fetch("/fn/state")).text()));
    expect(answers).toEqual(["1", "1", "1", "1", "1"]);
  });

  it("voids its old key with a new one", async () => {
    const old = app.client("renewed");
    const renewed = app.client("renewed");
    expect((await old.fetch("/functions")).status).toBe(401);
    expect((await renewed.fetch("/functions")).status).toBe(200);
  });
});

it("no key is on disk, not even in the log of the database", () => {
  const files = readdirSync(app.folder);
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const bytes = readFileSync(join(app.folder, file));
    for (const { key } of [acme, globex]) expect(bytes.includes(key)).toBe(false);
  }
});

it("key-value pairs are bounded in number and size", async () => {
  const source = `App = ->(env) { eval_kv(env["rack.input"]) }
def eval_kv(kind)
  case kind
  when "long" then KV.set("k", "x" * 20_000)
  when "number" then KV.set("k", 1)
  else 999.times { |i| KV.set("k#{i}", "v") }
  end
  [200, {}, "stored"]
end`;
  const client = app.client("hoarder");
  await client.put("hoard", source);
  await client.put("more", `App = ->(env) { 2.times { |i| KV.set("m#{i}", "v") }; [200, {}, ""] }`);
  const ask = async (name: string, body: string): Promise<unknown> =>
    (await client.fetch(`/fn/${name}`, { method: "POST", body })).status;
  expect(await ask("hoard", "long")).toBe(502);
  expect(await ask("hoard", "number")).toBe(502);
  expect(await ask("hoard", "fill")).toBe(200);
  expect(await ask("more", "")).toBe(502);
});
