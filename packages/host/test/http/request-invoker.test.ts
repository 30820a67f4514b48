import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { disconnectSignal, requestInvoker } from "../../src/http.ts";
import { AbortedError, ArgumentError, Sandbox } from "../../src/index.ts";

class Response extends EventEmitter {
  writableFinished = false;
  destroyed = false;

  end(finished: boolean): void {
    this.writableFinished = finished;
    this.destroyed = true;
    this.emit("close");
  }
}

describe("disconnectSignal", () => {
  it("fires when the connection closes before the answer is out, and not after", () => {
    const left = new Response();
    const answered = new Response();
    const signals = [disconnectSignal(left), disconnectSignal(answered)];
    left.end(false);
    answered.end(true);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it("has fired for a client that is gone already", () => {
    const response = new Response();
    response.end(false);
    expect(disconnectSignal(response).aborted).toBe(true);
  });

  it("is one signal per response", () => {
    const response = new Response();
    expect(disconnectSignal(response)).toBe(disconnectSignal(response));
    expect(response.listenerCount("close")).toBe(1);
  });
});

describe("requestInvoker", () => {
  it("gives every invocation the request's bindings, and those of the call on top", async () => {
    const sandbox = new Sandbox()
      .bind("Req::User")
      .bind("Req::Page")
      .preload({ name: "Page", code: "Page = -> { Req::Page.call }" });
    const { eval: evaluate, run } = requestInvoker(sandbox, {
      bind: { "Req::User": { name: "Ann" }, "Req::Page": () => 1 },
    });
    expect((await evaluate("[Req::User.name, Req::Page.call]")).value).toEqual(["Ann", 1]);
    expect((await run("Page", [], { bind: { "Req::Page": () => 2 } })).value).toBe(2);
    expect((await run("Page")).value).toBe(1);
  });

  it("refuses what a request can say and a guest cannot be given", async () => {
    const sandbox = new Sandbox().preload({ name: "Echo", code: "Echo = ->(value) { value }" });
    const invoker = requestInvoker(sandbox);
    for (const source of [undefined, 1, ["1"], "'\ud800'"])
      await expect(invoker.eval(source as string)).rejects.toMatchObject({ status: 400, slug: "malformed-request" });
    const deep: unknown = JSON.parse(`${"[".repeat(200)}${"]".repeat(200)}`);
    await expect(invoker.run("Echo", [deep])).rejects.toMatchObject({ status: 400 });
    await expect(invoker.run("Echo", ["\ud800"])).rejects.toMatchObject({ status: 400 });
    await expect(invoker.run("Echo", ["x".repeat(2 ** 24)])).rejects.toMatchObject({ status: 413 });
    // Mistakes of the Host App's are not blamed on the client.
    await expect(invoker.run("echo", [])).rejects.toBeInstanceOf(ArgumentError);
    await expect(invoker.run("Echo", 5 as never)).rejects.toBeInstanceOf(TypeError);
    expect((await invoker.run("Echo", [[1]])).value).toEqual([1]);
  });

  it("ends with the request's signal and with the call's", async () => {
    const sandbox = new Sandbox();
    for (const fire of [0, 1]) {
      const controllers = [new AbortController(), new AbortController()] as const;
      const invoker = requestInvoker(sandbox, { signal: controllers[0].signal });
      const running = invoker.eval("loop {}", { signal: controllers[1].signal });
      setTimeout(() => controllers[fire]?.abort(), 5);
      await expect(running).rejects.toBeInstanceOf(AbortedError);
    }
  });
});
