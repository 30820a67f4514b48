import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Execution } from "../../src/invocation/execution.ts";
import { Usage } from "../../src/invocation/usage.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const withStdout = (output: Uint8Array, truncated: boolean, value: unknown = null): Execution =>
  new Execution<unknown>(
    value,
    { bytes: output, truncated },
    { bytes: new Uint8Array(0), truncated: false },
    Usage.EMPTY,
  );

describe("Execution", () => {
  it("is a frozen record", () => {
    const execution = withStdout(bytes("hi"), false, 42);
    expect(Object.isFrozen(execution)).toBe(true);
    expect(execution).toMatchObject({ value: 42, stdoutTruncated: false, stderrTruncated: false, usage: Usage.EMPTY });
    expect(execution.stdout).toBe("hi");
    expect(execution.stderr).toBe("");
  });

  it("leaves out a character that the cap tore, and keeps its bytes", () => {
    const torn = bytes("aé").slice(0, 2);
    expect(withStdout(torn, true).stdout).toBe("a");
    expect(withStdout(torn, true).stdoutBytes).toEqual(torn);
    expect(withStdout(bytes("a😀").slice(0, 4), true).stdout).toBe("a");
  });

  it("keeps a whole character at the cap", () => {
    expect(withStdout(bytes("aé"), true).stdout).toBe("aé");
  });

  it("shows bytes that are no UTF-8 as U+FFFD", () => {
    expect(withStdout(Uint8Array.of(0x61, 0xff, 0x62), false).stdout).toBe("a\uFFFDb");
    expect(withStdout(Uint8Array.of(0x61, 0xc3), false).stdout).toBe("a\uFFFD");
  });

  it("keeps a byte order mark that the script wrote", () => {
    expect(withStdout(bytes("\uFEFFx"), false).stdout).toBe("\uFEFFx");
  });

  it("goes to JSON whatever its value holds", () => {
    const value = [
      1n << 60n,
      new Map([[{ a: 1 }, Symbol.for("s")]]),
      new Uint8Array(3),
      new Date(0),
      () => 1,
      Object.defineProperty({}, "__proto__", { value: 1, enumerable: true }),
    ];
    expect(JSON.parse(JSON.stringify(withStdout(bytes("x"), false, value)))).toMatchObject({
      value: ["1152921504606846976", [[{ a: 1 }, "s"]], "[3 bytes]", "[object]", "[function]", {}],
      stdout: "x",
    });
  });

  it("goes to JSON when its value contains itself", () => {
    const value: unknown[] = [];
    value.push(value);
    expect(() => JSON.stringify(withStdout(bytes(""), false, value))).not.toThrow();
  });

  it("prints no raw control character", () => {
    const printed = inspect(withStdout(bytes("\u001B[2J\r"), false, "\u001B[31m"), { depth: 9, showProxy: true });
    expect(printed).not.toMatch(/[\u001B\r]/);
  });

  it("defines no then: it is no thenable", () => {
    expect("then" in Execution.EMPTY).toBe(false);
  });
});

it("Usage.EMPTY is frozen and all zero", () => {
  expect(Object.isFrozen(Usage.EMPTY)).toBe(true);
  expect(new Set(Object.values(Usage.EMPTY))).toEqual(new Set([0]));
});
