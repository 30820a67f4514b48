import { Runtime } from "@kobako/runtime";
import { describe, expect, it } from "vitest";
import { PoolTimeoutError, Sandbox, SetupError } from "../../src/index.ts";

const nowhere = new URL("file:///nowhere/kobako.wasm");
const missing = (): Runtime => new Runtime({ guest: { wasm: nowhere, image: nowhere, manifest: nowhere } });
const damaged = (): Runtime =>
  new Runtime({
    guest: { wasm: new Uint8Array(8), image: new Uint8Array(8), manifest: new TextEncoder().encode("{}") },
  });

describe.each([
  ["missing", missing],
  ["damaged", damaged],
])("a guest that is %s", (_, runtime) => {
  it("is a SetupError in every verb, not at construction", async () => {
    const sandbox = new Sandbox({ runtime: runtime() });
    await expect(sandbox.eval("1")).rejects.toThrow(SetupError);
    await expect(sandbox.run("A")).rejects.toThrow(SetupError);
    await expect(sandbox.seal()).rejects.toThrow(SetupError);
    await expect(sandbox.warm()).rejects.toThrow(SetupError);
    expect(() => sandbox.evalSync("1")).toThrow(SetupError);
    expect(() => sandbox.check("1")).toThrow(SetupError);
    expect(() => new Sandbox({ runtime: runtime() }).preload({ code: "1", name: "A" })).toThrow(SetupError);
  });
});

it("a guest that is missing is a SetupError with the reason as cause, and no path in its message", async () => {
  const error: unknown = await new Sandbox({ runtime: missing() }).eval("1").catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(SetupError);
  expect((error as SetupError).message).not.toContain("nowhere");
  expect((error as SetupError).cause).toBeInstanceOf(Error);
});

it("no free instance within queueTimeout is a PoolTimeoutError, and the Sandbox stays usable", async () => {
  const runtime = new Runtime({ maxConcurrency: 1 });
  const release: { call?: () => void } = {};
  const holding = new Sandbox({ runtime }).bind("Hold", () => new Promise<void>((resolve) => (release.call = resolve)));
  const busy = holding.eval("Hold.call");
  const waiting = new Sandbox({ runtime, queueTimeout: "20 millis" });
  await expect(waiting.eval("1")).rejects.toThrow(PoolTimeoutError);
  release.call?.();
  await busy;
  expect((await waiting.eval("2")).value).toBe(2);
});

it("a full queue is a PoolTimeoutError at once, whoever waits without a bound", async () => {
  const runtime = new Runtime({ maxConcurrency: 1, maxQueue: 1 });
  const release: { call?: () => void } = {};
  const holding = new Sandbox({ runtime }).bind("Hold", () => new Promise<void>((resolve) => (release.call = resolve)));
  const busy = holding.eval("Hold.call");
  const waiting = holding.eval("1");
  await expect(holding.eval("2")).rejects.toThrow(PoolTimeoutError);
  while (release.call === undefined) await new Promise((resolve) => setImmediate(resolve));
  release.call();
  await busy;
  expect((await waiting).value).toBe(1);
});

it("a nested invocation needs no free instance", async () => {
  const runtime = new Runtime({ maxConcurrency: 1 });
  const sandbox = new Sandbox({ runtime, queueTimeout: 20 });
  sandbox.bind("Nest", async (source: string) => (await sandbox.eval(source)).value);
  expect((await sandbox.eval("Nest.call('1 + 1')")).value).toBe(2);
});
