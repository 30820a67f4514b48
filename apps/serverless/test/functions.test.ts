import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../src/store/database.ts";
import { FunctionStore } from "../src/store/function-store.ts";
import { TenantStore } from "../src/store/tenant-store.ts";
import { type Client, type RunningApp, startApp } from "./running-app.ts";

let app: RunningApp;
let client: Client;
beforeAll(async () => {
  app = await startApp();
  client = app.client("acme");
});
afterAll(() => app[Symbol.asyncDispose]());

const answering = (text: string): string => `App = ->(env) { [200, {}, ${JSON.stringify(text)}] }`;
const call = async (name: string): Promise<string> => (await client.fetch(`/fn/${name}`)).text();

describe("a function", () => {
  it("can be called as soon as it is stored, and is what was stored last", async () => {
    const created = await client.put("greet", answering("one"));
    expect([created.status, created.headers.get("etag")]).toEqual([201, '"1"']);
    expect(await created.json()).toMatchObject({ name: "greet", version: 1, url: "/fn/greet" });
    expect(await call("greet")).toBe("one");
    expect((await client.put("greet", answering("two"))).status).toBe(200);
    expect(await call("greet")).toBe("two");
    const read = (await (await client.fetch("/functions/greet")).json()) as object;
    expect(read).toMatchObject({ version: 2, source: answering("two") });
  });

  it("that another process stored is called, too", async () => {
    await client.put("two-homes", answering("here"));
    expect(await call("two-homes")).toBe("here");
    using elsewhere = new Database(app.folder);
    const { id } = elsewhere.functions.prepare("SELECT id FROM tenants WHERE name = 'acme'").get() as { id: number };
    new FunctionStore(elsewhere.functions).put(id, "two-homes", answering("there"));
    await expect.poll(() => call("two-homes"), { timeout: 30_000 }).toBe("there");
  });

  it("stored again as it is has no new version", async () => {
    await client.put("same", answering("x"));
    const again = await client.put("same", answering("x"));
    expect(await again.json()).toMatchObject({ version: 1 });
  });

  it("rolls back to any version that is kept, and forward again", async () => {
    for (const text of ["a", "b", "c"]) await client.put("rolling", answering(text));
    expect((await client.post("/functions/rolling/rollback", { version: 1 })).status).toBe(200);
    expect(await call("rolling")).toBe("a");
    const { versions } = (await (await client.fetch("/functions/rolling/versions")).json()) as {
      versions: { version: number; current: boolean }[];
    };
    expect(versions.map(({ version, current }) => [version, current])).toEqual([
      [3, false],
      [2, false],
      [1, true],
    ]);
    await client.put("rolling", answering("d"));
    expect((await client.fetch("/functions/rolling")).headers.get("etag")).toBe('"4"');
    await client.post("/functions/rolling/rollback", { version: 3 });
    expect(await call("rolling")).toBe("c");
    expect((await client.post("/functions/rolling/rollback", { version: 9 })).status).toBe(404);
    expect((await client.post("/functions/rolling/rollback", { version: "1" })).status).toBe(400);
  });

  it("is replaced only if it is still what the client has read, on demand", async () => {
    await client.put("shared", answering("mine"));
    await client.put("shared", answering("theirs"), { "if-match": '"1"' });
    const late = await client.put("shared", answering("lost update"), { "if-match": '"1"' });
    expect(late.status).toBe(412);
    expect(await late.json()).toMatchObject({ detail: "the current version is 2" });
    expect(await call("shared")).toBe("theirs");
  });

  it("is replaced only if it is there, or stored only if it is not, on demand", async () => {
    const statusOf = async (source: string, headers: Record<string, string>): Promise<number> =>
      (await client.put("careful", answering(source), headers)).status;
    expect(await statusOf("a", { "if-match": "*" })).toBe(412);
    expect(await statusOf("a", { "if-match": '"1"' })).toBe(412);
    expect(await statusOf("a", { "if-none-match": "*" })).toBe(201);
    expect(await statusOf("b", { "if-none-match": "*" })).toBe(412);
    expect(await statusOf("b", { "if-match": "*" })).toBe(200);
    expect(await call("careful")).toBe("b");
    for (const bad of [{ "if-none-match": '"1"' }, { "if-none-match": "*", "if-match": "*" }, { "if-match": "1" }])
      expect(await statusOf("c", bad as Record<string, string>)).toBe(400);
  });

  it("is gone when it is deleted, and its name begins anew", async () => {
    await client.put("gone", answering("old"));
    await client.put("gone", answering("older"));
    expect(await call("gone")).toBe("older");
    expect((await client.fetch("/functions/gone", { method: "DELETE" })).status).toBe(204);
    for (const path of ["/fn/gone", "/functions/gone", "/functions/gone/versions", "/functions/gone/calls"])
      expect((await client.fetch(path)).status).toBe(404);
    expect((await client.fetch("/functions/gone", { method: "DELETE" })).status).toBe(404);
    await client.put("gone", answering("new"));
    expect(await call("gone")).toBe("new");
  });

  it("keeps 50 versions", async () => {
    for (let index = 0; index < 60; index += 1) await client.put("busy", answering(String(index)));
    const { versions } = (await (await client.fetch("/functions/busy/versions")).json()) as { versions: unknown[] };
    expect(versions).toHaveLength(50);
    expect(await call("busy")).toBe("59");
  });

  it("whose older versions take too much room loses the oldest of them, and no current one", () => {
    const store = new FunctionStore(app.database.functions);
    const { id } = new TenantStore(app.database.functions).issueKey("hoarder").tenant;
    const big = (index: number): string => `${index}`.padEnd(131_072, "#");
    store.put(id, "old", big(-1));
    for (let round = 0; round < 6; round += 1)
      for (let index = 0; index < 50; index += 1) store.put(id, `f${round}`, big(index));
    const kept = ["old", "f0", "f1", "f5"].map((name) => store.versions(id, name).length);
    expect(kept).toEqual([1, 5, 50, 50]);
    expect(store.find(id, "f0")?.source).toBe(big(49));
  });

  it("is one of at most 100", async () => {
    const crowd = app.client("crowd");
    for (let index = 0; index < 100; index += 1) await crowd.put(`f${index}`, answering("x"));
    expect((await crowd.put("one-more", answering("x"))).status).toBe(409);
    expect((await crowd.put("f7", answering("y"))).status).toBe(200);
  });
});

describe("an upload is refused", () => {
  it("that does not compile, with the place", async () => {
    const refused = await client.put("broken", "App = ->(env) {\n  oops(\n}");
    expect(refused.status).toBe(422);
    expect(refused.headers.get("content-type")).toContain("application/problem+json");
    const { type, diagnostics } = (await refused.json()) as { type: string; diagnostics: { line: number }[] };
    expect(type).toBe("urn:kobako:problem:does-not-compile");
    expect(diagnostics[0]?.line).toBe(3);
    expect((await client.fetch("/fn/broken")).status).toBe(404);
  });

  it("that fails when it loads, with the line", async () => {
    const refused = await client.put("broken", "\nraise 'no'");
    expect(await refused.json()).toMatchObject({ status: 422, line: 2, detail: "no", class: "RuntimeError" });
  });

  it("that defines nothing to call", async () => {
    for (const source of ["x = 1", "App = 42", "class App; end"]) {
      const refused = await client.put("broken", source);
      expect(await refused.json()).toMatchObject({ type: "urn:kobako:problem:no-entrypoint" });
    }
  });

  it("that loads without end", async () => {
    await using hasty = await startApp({ callLimits: { timeout: 50, memory: 1_048_576, body: 1_000 } });
    const refused = await hasty.client("acme").put("endless", "loop {}");
    expect(await refused.json()).toMatchObject({ type: "urn:kobako:problem:does-not-load" });
  });

  it("whose name could not stand in a path", async () => {
    const names = ["A", "1a", "-a", "a_b", "a.b", "..%2f..%2fetc", "%00", "a".repeat(64), "caf%C3%A9", "a%0d%0ab"];
    for (const name of names) {
      const refused = await client.put(name, answering("x"));
      expect(await refused.json()).toMatchObject({ status: 400, type: "urn:kobako:problem:bad-name" });
    }
  });

  it("of another type, in another encoding, too large, or of nothing", async () => {
    const statuses = [
      await client.put("x", "{}", { "content-type": "application/json" }),
      await client.put("x", "<p>", { "content-type": "text/html" }),
      await client.put("x", "x", { "content-encoding": "lzma" }),
      await client.put("x", `${answering("x")} #${"x".repeat(262_144)}`),
      await client.put("x", ""),
      await client.fetch("/functions/x", { method: "PUT", body: new Uint8Array([0x23, 0xff]) }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([415, 415, 415, 413, 400, 400]);
  });
});
