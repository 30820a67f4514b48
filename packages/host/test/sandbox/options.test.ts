import { Runtime } from "@kobako/runtime";
import { describe, expect, it } from "vitest";
import { ArgumentError, Sandbox, type SandboxOptions, Usage } from "../../src/index.ts";

describe("the constructor", () => {
  it("runs no guest code and loads no guest", () => {
    const runtime = new Runtime();
    const sandbox = new Sandbox({ runtime });
    sandbox.bind("KV::Lookup", () => 1);
    expect(runtime.loaded).toBe(false);
  });

  it("has a closed default for every option", () => {
    const { runtime, ...rest } = new Sandbox().options;
    expect(runtime).toBe(Runtime.shared);
    expect(rest).toEqual({
      timeout: 60_000,
      memoryLimit: 1_048_576,
      stdoutLimit: 1_048_576,
      stderrLimit: 1_048_576,
      profile: "hermetic",
      fuel: null,
      maxCalls: 1_000_000,
      maxHandles: 100_000,
      maxSourceBytes: 1_048_576,
      hashes: "auto",
      handles: "any",
      slice: 5,
      queueTimeout: null,
      maxDepth: 8,
    });
  });

  it("lets its options be read back", () => {
    const sandbox = new Sandbox({
      timeout: "5 seconds",
      memoryLimit: 4096,
      stdoutLimit: null,
      stderrLimit: 1,
      profile: "permissive",
    });
    expect(sandbox).toMatchObject({
      timeout: 5_000,
      memoryLimit: 4096,
      stdoutLimit: null,
      stderrLimit: 1,
      profile: "permissive",
    });
    expect(Object.isFrozen(sandbox.options)).toBe(true);
  });

  it("takes null for no limit", () => {
    expect(
      new Sandbox({ timeout: null, memoryLimit: null, fuel: null, maxCalls: null, queueTimeout: null }),
    ).toMatchObject({
      timeout: null,
      memoryLimit: null,
    });
  });

  it.each([
    [{ timeout: 0 }, ArgumentError, "timeout"],
    [{ timeout: Infinity }, ArgumentError, "timeout"],
    [{ timeout: "Infinity" }, ArgumentError, "timeout"],
    [{ timeout: Number.NaN }, ArgumentError, "timeout"],
    [{ timeout: {} }, TypeError, "timeout"],
    [{ memoryLimit: 1.5 }, ArgumentError, "memoryLimit"],
    [{ memoryLimit: -1 }, ArgumentError, "memoryLimit"],
    [{ memoryLimit: Number.NaN }, ArgumentError, "memoryLimit"],
    [{ memoryLimit: "1" }, TypeError, "memoryLimit"],
    [{ memoryLimit: 10n }, TypeError, "memoryLimit"],
    [{ stdoutLimit: 0 }, ArgumentError, "stdoutLimit"],
    [{ stderrLimit: true }, TypeError, "stderrLimit"],
    [{ profile: "lax" }, ArgumentError, "profile"],
    [{ profile: null }, TypeError, "profile"],
    [{ hashes: "object" }, ArgumentError, "hashes"],
    [{ handles: "none" }, ArgumentError, "handles"],
    [{ handles: true }, TypeError, "handles"],
    [{ runtime: {} }, TypeError, "runtime"],
    [{ Timeout: 1 }, ArgumentError, "Timeout"],
    [{ signal: 1 }, ArgumentError, "signal"],
    [{ "\u001B[2J": 1 }, ArgumentError, "\\u001b[2J"],
    [null, TypeError, "options"],
    [5, TypeError, "options"],
    [[], TypeError, "options"],
  ])("refuses %o and names the option", (options, error, name) => {
    expect(() => new Sandbox(options as unknown as SandboxOptions)).toThrow(error);
    expect(() => new Sandbox(options as unknown as SandboxOptions)).toThrow(name);
  });

  it("does not read options that it inherits", () => {
    const options = Object.create({ timout: 5 }) as SandboxOptions;
    expect(new Sandbox(options).timeout).toBe(60_000);
  });

  it("keeps the options of each Sandbox apart, and shares them where they are equal", () => {
    const options = [
      { timeout: 10 },
      { timeout: 10, fuel: 7 },
      { timeout: 10 },
      { timeout: 10 },
      { hashes: "map" },
    ] as const;
    const settings = options.map((each) => new Sandbox(each).options);
    expect(settings.map(({ timeout, fuel, hashes }) => [timeout, fuel, hashes])).toEqual([
      [10, null, "auto"],
      [10, 7, "auto"],
      [10, null, "auto"],
      [10, null, "auto"],
      [60_000, null, "map"],
    ]);
    expect(settings[3]).toBe(settings[2]);
    expect(settings.every((each) => Object.isFrozen(each))).toBe(true);
  });
});

describe("before the first invocation", () => {
  it("the last-invocation readers are empty", () => {
    const sandbox = new Sandbox();
    expect(sandbox).toMatchObject({ stdout: "", stderr: "", stdoutTruncated: false, stderrTruncated: false });
    expect(sandbox.usage).toBe(Usage.EMPTY);
  });
});
