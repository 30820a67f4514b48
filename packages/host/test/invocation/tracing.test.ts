import { tracingChannel } from "node:diagnostics_channel";
import { afterEach, describe, expect, it } from "vitest";
import { type InvocationTrace, Sandbox, type ServiceTrace } from "../../src/index.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

function listen<Trace extends object>(name: string): [event: string, Trace][] {
  const seen: [string, Trace][] = [];
  const channel = tracingChannel<Trace, Trace>(name);
  const on =
    (event: string) =>
    (trace: unknown): void => {
      seen.push([event, { ...(trace as Trace) }]);
    };
  const handlers = {
    start: on("start"),
    end: on("end"),
    error: on("error"),
    asyncStart: on("asyncStart"),
    asyncEnd: on("asyncEnd"),
  };
  channel.subscribe(handlers);
  cleanups.push(() => channel.unsubscribe(handlers));
  return seen;
}

describe("the kobako:invocation channel", () => {
  it("tells start and end with usage, and nothing of what runs", async () => {
    const seen = listen<InvocationTrace>("kobako:invocation");
    await new Sandbox().eval("'a secret'");
    expect(seen.map(([event]) => event)).toEqual(["start", "end"]);
    expect(seen[0]?.[1]).toEqual({ verb: "eval", target: undefined, depth: 1 });
    expect(seen[1]?.[1].usage?.fuel).toBeGreaterThan(0);
    expect(JSON.stringify(seen)).not.toContain("secret");
  });

  it("tells errors before the end, in both modes", async () => {
    const seen = listen<InvocationTrace>("kobako:invocation");
    const sandbox = new Sandbox();
    await sandbox.run("Nope").catch(() => undefined);
    expect(() => sandbox.evalSync("raise 'x'")).toThrow();
    expect(seen.map(([event]) => event)).toEqual(["start", "error", "end", "start", "error", "end"]);
    expect(seen[1]?.[1]).toMatchObject({ target: "Nope", error: { _tag: "UndefinedEntrypointError" } });
  });
});

describe("the kobako:service channel", () => {
  it("tells path, method and failure of every call, and no payload", async () => {
    const seen = listen<ServiceTrace>("kobako:service");
    const sandbox = new Sandbox()
      .bind("KV::Get", async () => "a secret")
      .bind("KV::Fail", () => {
        throw new Error("broken");
      });
    await sandbox.eval(
      "KV::Get.call('secret too'); begin; KV::Fail.call; rescue; end; begin; KV::Get.nope; rescue; end",
    );
    expect(seen.map(([event, trace]) => `${event} ${trace.target}.${trace.method}`)).toEqual([
      "start KV::Get.call",
      "end KV::Get.call",
      "start KV::Fail.call",
      "error KV::Fail.call",
      "end KV::Fail.call",
      "start KV::Get.nope",
      "error KV::Get.nope",
      "end KV::Get.nope",
    ]);
    expect(seen[3]?.[1].error).toMatchObject({ cause: { message: "broken" } });
    expect(JSON.stringify(seen)).not.toContain("secret");
  });
  it("shortens names that a script chose, and makes them safe to print", async () => {
    const seen = listen<ServiceTrace>("kobako:service");
    const sandbox = new Sandbox().bind("KV", () => 1);
    await sandbox.eval(
      'begin; KV.method_missing(("\\e[2J" + "secret" * 100).to_sym); rescue Kobako::ServiceError; end',
    );
    expect(seen[0]?.[1].method).toMatch(/^\\u001b\[2J(?:secret){16}$/);
  });
});
