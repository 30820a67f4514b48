import { describe, expect, it } from "vitest";
import { ArgumentError, BytecodeError, Sandbox, SandboxError } from "../../src/index.ts";

const late = (sandbox: Sandbox): (() => unknown)[] => [
  () => sandbox.define("Late"),
  () => sandbox.bind("Late", () => 1),
  () => sandbox.bind("Late"),
  () => sandbox.preload({ code: "1", name: "Late" }),
  () => sandbox.install({ name: "Late", source: "1" }),
];

describe("the first invocation seals", () => {
  it("Services and snippets together, and the Sandbox stays usable", async () => {
    const sandbox = new Sandbox();
    await sandbox.eval("1");
    for (const change of late(sandbox)) expect(change).toThrow(ArgumentError);
    expect((await sandbox.eval("2")).value).toBe(2);
  });

  it("when it fails, too", async () => {
    const sandbox = new Sandbox();
    await expect(sandbox.eval("raise 'x'")).rejects.toThrow(SandboxError);
    for (const change of late(sandbox)) expect(change).toThrow(ArgumentError);
  });

  it("not when it is refused before the guest runs", async () => {
    const sandbox = new Sandbox({ maxSourceBytes: 100 });
    const misuse = [
      () => sandbox.eval(5 as unknown as string),
      () => sandbox.eval("1", { timeout: -1 }),
      () => sandbox.eval("1", { bind: { Nope: () => 1 } }),
      () => sandbox.eval("#".repeat(200)),
      () => sandbox.run("lower"),
      () => sandbox.run(5 as unknown as string),
      () => sandbox.run("Adder", "args" as unknown as unknown[]),
      () => sandbox.run("Adder", ["\uD800"]),
    ];
    for (const attempt of misuse) await expect(attempt()).rejects.toThrow();
    sandbox.bind("Still::Open", () => 7);
    expect((await sandbox.eval("Still::Open.call")).value).toBe(7);
  });

  it("not when a dependency is missing", async () => {
    const sandbox = new Sandbox().install({ name: "A", source: "A = 1", dependsOn: ["B"] });
    await expect(sandbox.eval("1")).rejects.toThrow(ArgumentError);
    sandbox.install({ name: "B", source: "B = 2" });
    expect((await sandbox.eval("A + B")).value).toBe(3);
  });
});

describe("seal()", () => {
  it("does it early and gives the Sandbox", async () => {
    const sandbox = new Sandbox().preload({ code: "X = 5", name: "Five" });
    expect(await sandbox.seal()).toBe(sandbox);
    for (const change of late(sandbox)) expect(change).toThrow(ArgumentError);
    expect((await sandbox.eval("X")).value).toBe(5);
  });

  it("reports what a Snippet raises, before traffic does", async () => {
    const sandbox = new Sandbox().preload({ code: "nil.foo", name: "Broken" });
    await expect(sandbox.seal()).rejects.toMatchObject({
      _tag: "SandboxError",
      klass: "NoMethodError",
      backtraceLines: ["(snippet:Broken):1"],
    });
  });

  it("reports damaged bytecode", async () => {
    const sandbox = new Sandbox().preload({ binary: Uint8Array.of(1, 2, 3) });
    await expect(sandbox.seal()).rejects.toThrow(BytecodeError);
  });
});

describe("preload", () => {
  it("tries source at once and leaves the table unchanged when it does not compile", async () => {
    const sandbox = new Sandbox();
    const broken = (): unknown => sandbox.preload({ code: "def x(\n", name: "Fix" });
    expect(broken).toThrow(SandboxError);
    expect(broken).toThrow(
      expect.objectContaining({
        klass: "SyntaxError",
        backtraceLines: [expect.stringMatching(/^\(snippet:Fix\):\d+$/)],
      }) as Error,
    );
    sandbox.preload({ code: "FIX = 1", name: "Fix" });
    expect((await sandbox.eval("FIX")).value).toBe(1);
  });

  it.each([
    [null, TypeError],
    [{}, TypeError],
    [{ code: 5, name: "A" }, TypeError],
    [{ code: "1" }, TypeError],
    [{ code: "1", name: "a" }, ArgumentError],
    [{ code: "1", name: "A", binary: new Uint8Array(1) }, ArgumentError],
    [{ binary: "RITE" }, TypeError],
    [{ code: "1", name: "A", extra: 1 }, ArgumentError],
  ])("refuses %j", (snippet, error) => {
    expect(() => new Sandbox().preload(snippet as never)).toThrow(error);
  });

  it("copies bytecode: later changes of the buffer do not matter", async () => {
    const sandbox = new Sandbox();
    const binary = sandbox.compile("ANSWER = 42", { name: "answer.rb" });
    sandbox.preload({ binary });
    binary.fill(0);
    expect((await sandbox.eval("ANSWER")).value).toBe(42);
  });
});

describe("bytecode", () => {
  it("runs as its source would, with its own file name in backtraces", async () => {
    const compiler = new Sandbox();
    const sandbox = new Sandbox().preload({
      binary: compiler.compile("module Boom\n  def self.call; raise 'x'; end\nend", { name: "boom.rb" }),
    });
    const error: unknown = await sandbox.run("Boom").catch((caught: unknown) => caught);
    expect(error).toMatchObject({ klass: "RuntimeError", message: "x" });
    expect((error as SandboxError).backtraceLines[0]).toBe("boom.rb:2:in call");
  });

  it("without debug information keeps class, message and origin", async () => {
    const compiler = new Sandbox();
    const sandbox = new Sandbox().preload({
      binary: compiler.compile("module Boom\n  def self.call; raise KeyError, 'x'; end\nend", { debug: false }),
    });
    await expect(sandbox.run("Boom")).rejects.toMatchObject({ klass: "KeyError", message: "x", origin: "sandbox" });
  });

  it.each([
    ["of another version", (rite: Uint8Array) => rite.with(5, 0x39)],
    ["cut short", (rite: Uint8Array) => rite.slice(0, rite.length / 2)],
    ["that is no RITE", () => new TextEncoder().encode("puts 1")],
    ["that is empty", () => new Uint8Array(0)],
  ])("%s is a BytecodeError at every invocation", async (_, damage) => {
    const sandbox = new Sandbox();
    sandbox.preload({ binary: damage(sandbox.compile("1 + 1")) });
    await expect(sandbox.eval("1")).rejects.toThrow(BytecodeError);
    await expect(sandbox.eval("1")).rejects.toThrow(BytecodeError);
    expect(() => sandbox.evalSync("1")).toThrow(BytecodeError);
  });

  it("is not made from what does not compile", () => {
    expect(() => new Sandbox().compile("def x(")).toThrow(
      expect.objectContaining({ _tag: "SandboxError", klass: "SyntaxError" }) as Error,
    );
  });
});

describe("check", () => {
  it("finds nothing wrong with what compiles, and runs nothing", () => {
    expect(new Sandbox().check("raise 'never run'; loop { }")).toEqual([]);
  });

  it("gives line, column, message and excerpt of what does not", () => {
    const [diagnostic] = new Sandbox().check("a = 1\nb = (2 +\n");
    expect(diagnostic).toMatchObject({ severity: "error", message: expect.stringContaining("syntax error") as string });
    expect(diagnostic?.line).toBeGreaterThanOrEqual(2);
    expect(diagnostic?.excerpt).toContain("^");
  });

  it("does not seal", () => {
    const sandbox = new Sandbox();
    sandbox.check("1");
    sandbox.bind("Open", () => 1);
  });

  it("takes a string within the budget", () => {
    expect(() => new Sandbox().check(5 as unknown as string)).toThrow(TypeError);
    expect(() => new Sandbox({ maxSourceBytes: 3 }).check("1234")).toThrow("bytes of source exceed the limit of 3");
  });
});

describe("compile", () => {
  it.each([
    [[5], TypeError],
    [["1", { name: 5 }], TypeError],
    [["1", { debug: "yes" }], TypeError],
    [["1", { nmae: "x" }], ArgumentError],
    [["\uD800"], ArgumentError],
  ])("refuses %j", (args, error) => {
    const compile = (...given: unknown[]): unknown => Reflect.apply(Sandbox.prototype.compile, new Sandbox(), given);
    expect(() => compile(...args)).toThrow(error);
  });
});

it("a source with a lone surrogate is refused rather than changed", async () => {
  await expect(new Sandbox().eval("'\uDC00'")).rejects.toThrow(ArgumentError);
  expect(() => new Sandbox().preload({ code: "'\uDC00'", name: "A" })).toThrow(ArgumentError);
});
