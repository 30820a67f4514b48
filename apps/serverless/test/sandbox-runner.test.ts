import { expect, it } from "vitest";
import { SandboxRunner } from "../src/call/sandbox-runner.ts";
import { Compiler } from "../src/compile/compiler.ts";
import type { CalledVersion } from "../src/store/called-versions.ts";
import { FunctionStore } from "../src/store/function-store.ts";
import { TenantStore } from "../src/store/tenant-store.ts";
import { type RunningApp, startApp } from "./running-app.ts";

const REQUEST = { method: "GET", mount: "/fn/f", path: "", query: "", headers: {}, body: new Uint8Array(0) };
const LIMITS = { timeout: 10_000, memory: 1_048_576, body: 1_000 };

/** A runner over an application's database, and what stores and calls functions in it. */
function runnerOf(app: RunningApp, compiler: Compiler) {
  const { functions: database, activity: pairs } = app.database;
  const functions = new FunctionStore(database);
  const runner = new SandboxRunner({ functions, compiler, pairs, limits: LIMITS, kept: 2 });
  const tenants = new TenantStore(database);
  return {
    store(tenant: string, name: string): CalledVersion {
      const { id } = tenants.issueKey(tenant).tenant;
      functions.put(id, name, `App = ->(env) { [200, {}, "${tenant} ${name}"] }`);
      const called = functions.findCalled(id, name);
      if (called === undefined) throw new Error("it was not stored");
      return called;
    },
    async call(version: CalledVersion): Promise<unknown> {
      return (await runner.run(version, REQUEST, new AbortController().signal)).response?.body;
    },
    forget(): void {
      database.exec("DELETE FROM functions; DELETE FROM versions");
    },
  };
}

it("what a tenant calls drives its own Sandboxes out, and nobody else's", async () => {
  await using app = await startApp();
  await using compiler = new Compiler();
  const { store, call, forget } = runnerOf(app, compiler);
  const theirs = store("quiet", "f");
  const own = [0, 1, 2].map((index) => store("busy", `f${index}`));
  for (const version of [theirs, ...own]) await call(version);
  // From here on, only what is kept can run.
  forget();
  expect(await call(theirs)).toBe("quiet f");
  const [first, ...rest] = own;
  for (const version of rest) expect(await call(version)).toBe(`busy ${version.name}`);
  await expect(call(first as CalledVersion)).rejects.toMatchObject({ status: 404, slug: "not-found" });
});
