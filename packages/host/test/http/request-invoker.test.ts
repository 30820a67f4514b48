import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { disconnectSignal, requestInvoker } from "../../src/http.ts";
import { AbortedError, Sandbox } from "../../src/index.ts";

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
