import { describe, expect, it } from "vitest";
import { problem, RefusedRequestError } from "../../src/http.ts";
import * as host from "../../src/index.ts";

const ERRORS: readonly [error: Error, status: number, slug: string][] = [
  [new host.TimeoutError("over 5 ms"), 504, "timeout"],
  [new host.MemoryLimitError("over 1 byte"), 422, "memory-limit"],
  [new host.FuelExhaustedError("over 1 step"), 422, "fuel-exhausted"],
  [new host.BudgetExceededError("calls", 3), 422, "budget-exceeded"],
  [new host.AbortedError("aborted"), 499, "aborted"],
  [new host.TrapError("unreachable"), 500, "sandbox-unavailable"],
  [new host.SetupError("no guest at /srv/kobako.wasm"), 500, "sandbox-unavailable"],
  [new host.PoolTimeoutError("no instance"), 503, "busy"],
  [new host.SandboxError("boom"), 422, "script-failed"],
  [new host.BytecodeError("boom"), 422, "script-failed"],
  [new host.HandleTableExhausted("boom"), 422, "script-failed"],
  [new host.UndefinedEntrypointError("Nope", ["App"]), 422, "script-failed"],
  [new host.ServiceError("boom"), 502, "service-failed"],
  [new host.NoServiceError("boom"), 502, "service-failed"],
  [new host.ServiceArgumentError("boom"), 502, "service-failed"],
  [new host.Disconnected("boom"), 502, "service-failed"],
];

describe("a problem", () => {
  it.each(ERRORS)("of %s has status %i and type %s", (error, status, slug) => {
    const { body, ...answer } = problem(error) ?? {};
    expect(answer).toMatchObject({ status, headers: { "Content-Type": "application/problem+json" } });
    expect(body).toMatchObject({ type: `urn:kobako:problem:${slug}`, status, title: expect.any(String) });
  });

  it("covers every error class that an invocation can end in", () => {
    const classes = Object.values(host).filter(
      (one) => typeof one === "function" && one.prototype instanceof host.KobakoError,
    );
    expect(new Set(classes)).toEqual(new Set(ERRORS.map(([error]) => error.constructor)));
  });

  it("tells nothing of the guest or the machine by default", () => {
    const data = { klass: "Secret", backtraceLines: ["(eval):1"], cause: new Error("cause") };
    for (const error of [
      new host.SandboxError("secret", data),
      new host.ServiceError("secret", data),
      new host.TrapError("secret"),
      new host.SetupError("secret"),
    ]) {
      expect(Object.keys(problem(error)?.body ?? {})).toEqual(["type", "title", "status"]);
    }
  });

  it("tells class, message and backtrace of guest errors alone where they are exposed", () => {
    const data = { klass: "RuntimeError", backtraceLines: ["(eval):1"], details: { a: 1 } };
    expect(problem(new host.SandboxError("boom", data), { exposeGuestErrors: true })?.body).toEqual({
      type: "urn:kobako:problem:script-failed",
      title: "The script failed",
      status: 422,
      detail: "boom",
      class: "RuntimeError",
      backtrace: ["(eval):1"],
    });
    const trap = problem(new host.TrapError("at /srv/kobako.wasm"), { exposeGuestErrors: true });
    expect(trap?.body).not.toHaveProperty("detail");
  });

  it("keeps a backtrace short", () => {
    const backtraceLines = new Array<string>(10_000).fill("(eval):1:in f");
    const told = problem(new host.SandboxError("deep", { backtraceLines }), { exposeGuestErrors: true });
    expect(told?.body.backtrace).toHaveLength(50);
  });

  it("says when to come back, in seconds", () => {
    const full = new host.PoolTimeoutError("no instance");
    expect(problem(full)?.headers["Retry-After"]).toBe("1");
    expect(problem(full, { retryAfter: 30 })?.headers["Retry-After"]).toBe("30");
  });

  it("takes its type's start from the Host App", () => {
    const { type } = problem(new host.TimeoutError("late"), { typeBase: "https://example.test/problems/" })?.body ?? {};
    expect(type).toBe("https://example.test/problems/timeout");
  });

  it("of a refused request is what the refusal says, with its headers", () => {
    const refused = new RefusedRequestError(405, { detail: "use PUT", headers: { Allow: "PUT" } });
    expect(problem(refused)).toEqual({
      status: 405,
      headers: { Allow: "PUT", "Content-Type": "application/problem+json" },
      body: {
        type: "urn:kobako:problem:method-not-allowed",
        title: "This method is not allowed here",
        status: 405,
        detail: "use PUT",
      },
    });
  });

  it("is not made of anybody else's error", () => {
    for (const error of [new Error("x"), new TypeError("x"), new host.ArgumentError("x"), { status: 500 }, null, "x"])
      expect(problem(error)).toBeUndefined();
  });
});
