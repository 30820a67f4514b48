import * as Schema from "effect/Schema";
import { describe, expect, it } from "vitest";
import {
  AbortedError,
  currentInvocation,
  Sandbox,
  SandboxError,
  type StandardSchema,
  TrapError,
} from "../../src/index.ts";

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("signal", () => {
  it("ends a running guest in AbortedError, whose cause is the reason", async () => {
    const controller = new AbortController();
    const { promise: started, resolve: onStdout } = Promise.withResolvers<string>();
    const running = new Sandbox().eval("puts 'on'; loop {}", { signal: controller.signal, onStdout });
    await started;
    controller.abort(new Error("enough"));
    const error: unknown = await running.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toBeInstanceOf(TrapError);
    expect(error).toMatchObject({ cause: { message: "enough" }, execution: { stdout: "on\n" } });
  });

  it("that has fired already lets nothing run", async () => {
    await expect(new Sandbox().eval("loop {}", { signal: AbortSignal.abort() })).rejects.toMatchObject({
      _tag: "AbortedError",
      cause: { name: "AbortError" },
    });
  });

  it("ends an invocation while a Service is pending, and reaches the Service", async () => {
    const controller = new AbortController();
    let told: unknown;
    const sandbox = new Sandbox().bind("Wait", () => {
      const signal = currentInvocation()?.signal;
      signal?.addEventListener("abort", () => (told = signal.reason));
      return pause(10_000);
    });
    const running = sandbox.eval("Wait.call", { signal: controller.signal });
    await pause(10);
    controller.abort();
    await expect(running).rejects.toBeInstanceOf(AbortedError);
    expect(told).toBeInstanceOf(AbortedError);
  });

  it("must be an AbortSignal", async () => {
    await expect(new Sandbox().eval("1", { signal: {} as AbortSignal })).rejects.toThrow(TypeError);
  });
});

describe("the deadline", () => {
  it("ends an invocation at once while a Service is pending", async () => {
    const sandbox = new Sandbox({ timeout: 30 }).bind("Wait", () => new Promise(() => {}));
    await expect(sandbox.eval("Wait.call")).rejects.toMatchObject({ _tag: "TimeoutError" });
  });

  it("is known to the Service", async () => {
    let deadline: number | null | undefined;
    const sandbox = new Sandbox({ timeout: 50_000 }).bind("F", () => (deadline = currentInvocation()?.deadline));
    const before = Date.now();
    await sandbox.eval("F.call; 1");
    expect(deadline).toBeGreaterThanOrEqual(before + 50_000);
    expect(deadline).toBeLessThanOrEqual(Date.now() + 50_000);
  });
});

describe("onStdout and onStderr", () => {
  it("get whole characters as they are written", async () => {
    const out: string[] = [];
    const err: string[] = [];
    await new Sandbox().eval(String.raw`print "a\xC3"; print "\xA9b"; $stderr.print "e"`, {
      onStdout: (text) => out.push(text),
      onStderr: (text) => err.push(text),
    });
    expect(out.join("")).toBe("aéb");
    expect(out).not.toContain("");
    expect(err).toEqual(["e"]);
  });

  it("get no more than the cap keeps", async () => {
    const out: string[] = [];
    const execution = await new Sandbox({ stdoutLimit: 3 }).eval("print 'aé'; print 'more'", {
      onStdout: (text) => out.push(text),
    });
    expect(out.join("")).toBe(execution.stdout);
  });

  it("that throw end the invocation with their error as cause", async () => {
    const boom = new Error("disk full");
    const onStdout = (): never => {
      throw boom;
    };
    await expect(new Sandbox().eval("begin; puts 1; rescue Exception; 2; end", { onStdout })).rejects.toMatchObject({
      _tag: "TrapError",
      cause: boom,
    });
  });

  it("must be functions", async () => {
    await expect(new Sandbox().eval("1", { onStdout: 5 as never })).rejects.toThrow(TypeError);
  });
});

describe("returns", () => {
  const point = Schema.toStandardSchemaV1(Schema.Struct({ x: Schema.Number, y: Schema.NumberFromString }));

  it("validates and transforms the value", async () => {
    const { value } = await new Sandbox().eval("{x: 1, y: '2'}", { returns: point });
    const typed: { readonly x: number; readonly y: number } = value;
    expect(typed).toEqual({ x: 1, y: 2 });
    expect(new Sandbox().evalSync("{x: 1, y: '2'}", { returns: point }).value).toEqual({ x: 1, y: 2 });
  });

  it("ends in a SandboxError that says where the value is wrong, with the Execution", async () => {
    const failing = new Sandbox().eval("puts 'out'; {x: 'no', y: '2'}", { returns: point });
    await expect(failing).rejects.toThrow(SandboxError);
    await expect(failing).rejects.toMatchObject({
      message: expect.stringContaining("at x") as string,
      execution: { stdout: "out\n" },
    });
  });

  it("may be asynchronous, but not in evalSync", async () => {
    const slow: StandardSchema<unknown, string> = {
      "~standard": { version: 1, vendor: "test", validate: async (value) => ({ value: `got ${String(value)}` }) },
    };
    expect((await new Sandbox().eval("1", { returns: slow })).value).toBe("got 1");
    expect(() => new Sandbox().evalSync("1", { returns: slow })).toThrow(TypeError);
  });

  it("must be a Standard Schema", async () => {
    await expect(new Sandbox().eval("1", { returns: {} as never })).rejects.toThrow(TypeError);
  });
});

describe("overlapping invocations", () => {
  it("of one Sandbox do not see each other", async () => {
    const sandbox = new Sandbox().bind("Wait", () => pause(2));
    const scripts = Array.from({ length: 20 }, (_, index) => `$x = ${index}; puts $x; Wait.call; puts $x; $x`);
    const executions = await Promise.all(scripts.map((script) => sandbox.eval(script)));
    expect(executions.map(({ value }) => value)).toEqual(scripts.map((_, index) => index));
    expect(executions.map(({ stdout }) => stdout)).toEqual(scripts.map((_, index) => `${index}\n${index}\n`));
  });

  it("may mix the verbs and the modes", async () => {
    const sandbox = new Sandbox().preload({ name: "Id", code: "Id = ->(x) { x }" }).bind("Wait", () => pause(2));
    const slow = sandbox.eval("Wait.call; :slow");
    expect(sandbox.evalSync("1").value).toBe(1);
    expect(sandbox.runSync("Id", [2]).value).toBe(2);
    expect((await slow).value).toBe(Symbol.for("slow"));
  });

  it("leave the readers with the one that finished last", async () => {
    const sandbox = new Sandbox().bind("Wait", () => pause(5));
    const slow = sandbox.eval("Wait.call; puts 'slow'");
    await sandbox.eval("puts 'fast'");
    expect(sandbox.stdout).toBe("fast\n");
    await slow;
    expect(sandbox.stdout).toBe("slow\n");
    await sandbox.eval("$stderr.print 'x'; raise 'y'").catch(() => undefined);
    expect(sandbox).toMatchObject({ stdout: "", stderr: "x" });
    expect(sandbox.usage.fuel).toBeGreaterThan(0);
  });
});

describe("usage", () => {
  it("is filled on every outcome", async () => {
    const sandbox = new Sandbox({ timeout: 40 }).bind("F", () => ({ deep: new Date(0) }));
    const value = await sandbox.eval("F.call; 1");
    expect(value.usage).toMatchObject({ calls: 1, handles: 1 });
    for (const script of ["F.call; raise 'x'", "F.call; loop {}", "F.call; F.nope"]) {
      const error: unknown = await sandbox.eval(script).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ execution: { usage: { handles: 1 } } });
      expect((error as TrapError).execution.usage.wallTime).toBeGreaterThan(0);
      expect((error as TrapError).execution.usage.fuel).toBeGreaterThan(0);
    }
  });
});

describe("misuse", () => {
  it.each([
    ["a source that is no string", (sandbox: Sandbox) => sandbox.evalSync(5 as unknown as string), TypeError],
    ["a target that is no string", (sandbox: Sandbox) => sandbox.runSync(Symbol("X") as unknown as string), TypeError],
    ["arguments that are no array", (sandbox: Sandbox) => sandbox.runSync("X", {} as unknown as unknown[]), TypeError],
    [
      "keywords that are no plain object",
      (sandbox: Sandbox) => sandbox.runSync("X", [], { kwargs: new Map() as never }),
      TypeError,
    ],
    ["keywords for eval", (sandbox: Sandbox) => sandbox.evalSync("1", { kwargs: {} } as never), Error],
    ["options that are no object", (sandbox: Sandbox) => sandbox.evalSync("1", 5 as never), TypeError],
    ["an unknown option", (sandbox: Sandbox) => sandbox.evalSync("1", { timout: 1 } as never), Error],
    ["a binding that is no target", (sandbox: Sandbox) => sandbox.evalSync("1", { bind: { Free: 5 } }), TypeError],
    ["revoking a primitive", (sandbox: Sandbox) => sandbox.revoke("x" as never), TypeError],
  ])("%s is refused", (_, attempt, error) => {
    expect(() => attempt(new Sandbox().bind("Free"))).toThrow(error);
  });
});
