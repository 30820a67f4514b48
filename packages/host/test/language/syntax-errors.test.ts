import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Sandbox, type SandboxError } from "../../src/index.ts";

/** A program that does not compile, what is said about it, and the lines that CRuby 3.1 (`ruby -c`) names. */
interface Broken {
  readonly name: string;
  readonly source: string;
  readonly errors: readonly { readonly line: number; readonly column: number; readonly message: string }[];
  readonly cruby: readonly number[];
  /** Why the lines differ from CRuby's. */
  readonly reason?: string;
}

const file = new URL("../../../../conformance/language/syntax-errors.json", import.meta.url);
const programs = JSON.parse(readFileSync(file, "utf8")) as readonly Broken[];
const sandbox = new Sandbox({ timeout: 60_000, memoryLimit: 64 * 1024 * 1024, maxSourceBytes: null });
const errorsIn = (source: string) => sandbox.check(source).filter(({ severity }) => severity === "error");
const firstIn = (source: string) => {
  const [first] = errorsIn(source);
  if (first === undefined) throw new Error("the source compiles");
  return first;
};
const failureOf = (source: string): SandboxError => {
  try {
    sandbox.evalSync(source);
  } catch (error) {
    return error as SandboxError;
  }
  throw new Error("the source compiles");
};

it("at least 50 broken programs are compared with CRuby, and at most 5 differ in a line", () => {
  expect(programs.length).toBeGreaterThanOrEqual(50);
  expect(programs.filter(({ reason }) => reason !== undefined).length).toBeLessThanOrEqual(5);
});

describe("what is said about", () => {
  it.each(programs.map((program) => [program.name, program] as const))("%s", (_, { source, errors, cruby, reason }) => {
    const found = errorsIn(source).map(({ line, column, message }) => ({ line, column, message }));
    expect(found).toEqual(errors);
    const lines = found.map(({ line }) => line);
    if (reason === undefined) expect(lines).toEqual(cruby);
    else expect(lines).not.toEqual(cruby);
  });
});

describe("pattern matching, which CRuby has", () => {
  const message =
    "pattern matching (case/in, in, =>) is not supported: use case/when and conditions, and take data apart with fetch, dig or values_at";

  it.each([
    ["case value\nin [a, b]\n  a\nend\n", 2, 1],
    ["case value\nin {name: String => n, age: Integer} if n\n  n\nelse\n  1\nend\n", 2, 1],
    ["config => {db: {user:}}\nputs user\n", 1, 11],
    ["list => [Integer => a, *]\n", 1, 9],
    ["5 => Integer\n", 1, 6],
    ["if value in {a: Integer}\n  1\nend\n", 1, 10],
  ])("%j is called by its name, and is the only mistake", (source, line, column) => {
    expect(errorsIn(source)).toMatchObject([{ line, column, message }]);
  });

  it("is not seen in other mistakes with `in` and `=>`", () => {
    for (const source of ["for in [1]\nend\n", "p({a => })\n", "begin\nrescue Foo => 1.5.\nend\n", "f a => )\n"]) {
      expect(firstIn(source).message, source).toMatch(/^syntax error, /);
    }
  });

  it("is what a script is told as well", () => {
    expect(failureOf("case 1\nin Integer then 2\nend")).toMatchObject({
      klass: "SyntaxError",
      message: expect.stringContaining(message),
    });
  });
});

describe("an excerpt", () => {
  it("counts columns in characters as editors do, not in bytes", () => {
    expect(firstIn('"😀ü" )')).toMatchObject({ column: 7, excerpt: '"😀ü" )\n      ^' });
  });

  it("shows the right line after carriage returns, and only tabs of width one", () => {
    expect(firstIn("a = 1\r\n\tb = )\r\n")).toMatchObject({ line: 2, column: 6, excerpt: " b = )\n     ^" });
  });

  it("is a window on a long line", () => {
    const { column, excerpt } = firstIn(`${"é".repeat(1000)} ; ü = ) ;${"ö".repeat(1000)}`);
    expect(column).toBe(1008);
    const [shown = "", caret = ""] = excerpt.split("\n");
    expect(shown).toHaveLength(160);
    expect(shown[caret.length - 1]).toBe(")");
  });

  it("never holds a control character, and half of no character", () => {
    const { excerpt } = firstIn(`"\u0000\u001B[2J\u202E" ) ${"😀".repeat(200)}`);
    expect(excerpt).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202E\p{Surrogate}]/u);
  });

  it("follows a line beyond the 65535th", () => {
    expect(firstIn(`${"\n".repeat(70_000)}x = )`)).toMatchObject({ line: 70_001, excerpt: "x = )\n    ^" });
  });
});

describe("what the code generator refuses", () => {
  it.each([
    ["a yield outside any method", "x = 1\n  yield", 2, 3, "Invalid yield"],
    ["too many parameters", `\ndef f(${names(100)}); end`, 2, 1, "too many formal arguments"],
    ["too many local variables", names(1000).split(",").join(" = 1\n"), 1000, 1, "too many local variables"],
    [
      "an expression that is nested too deeply",
      `x = 1\n${"[".repeat(500)}${"]".repeat(500)}`,
      2,
      1,
      "too complex expression",
    ],
    ["an anonymous block that is not there", "def f\n  g(&)\nend", 2, 3, "no anonymous block parameter"],
  ])("is an error with its line: %s", (_, source, line, column, message) => {
    const [error, ...rest] = errorsIn(source);
    expect(rest).toEqual([]);
    expect(error).toMatchObject({ line, column, message });
    expect(failureOf(source)).toMatchObject({ klass: "SyntaxError", message: `(eval):${line}:${column}: ${message}` });
  });
});

describe("hostile sources end in few errors, or in none", () => {
  it.each([
    ["mistakes without end", "x = )\n".repeat(5000)],
    ["parentheses", "(".repeat(50_000)],
    ["chains of &&", `${"1 && ".repeat(50_000)}1`],
    ["sums", `1${" + 1".repeat(50_000)}`],
    ["blocks", "->{".repeat(50_000)],
    ["interpolations", '"#{'.repeat(50_000)],
    ["here documents", `${Array.from({ length: 500 }, (_, i) => `x = [<<A${i}]`).join("\n")}\n`],
    ["a name without end", "a".repeat(100_000)],
    ["dots", ".".repeat(50_000)],
  ])("%s", (_, source) => {
    const errors = errorsIn(source);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(10);
    for (const { message, excerpt } of errors) {
      expect(message.length).toBeGreaterThan(10);
      expect(excerpt.length).toBeLessThan(500);
    }
  });
});

describe("every verb tells the same", () => {
  const source = "def a\n  x = )\nend\ndef b\n y = 1 2\nend\n";
  const lines = [
    "2:7: syntax error, unexpected ')'",
    "5:8: syntax error, unexpected integer literal, expecting 'end'",
    "6:4: syntax error, unexpected end-of-input, expecting 'end'",
  ];
  const diagnostics = errorsIn(source);
  const of = (name: string) => ({
    _tag: "SandboxError",
    klass: "SyntaxError",
    message: lines.map((line) => `${name}:${line}`).join("\n"),
    backtraceLines: [`${name}:2`],
    details: { diagnostics },
  });

  it("check, with excerpts", () => {
    expect(diagnostics.map(({ excerpt }) => excerpt)).toEqual(["  x = )\n      ^", " y = 1 2\n       ^", "end\n   ^"]);
  });

  it("eval, also where hashes are Maps", async () => {
    expect(failureOf(source)).toMatchObject(of("(eval)"));
    await expect(new Sandbox({ hashes: "map" }).eval(source)).rejects.toMatchObject(of("(eval)"));
  });

  it("preload", () => {
    const preload = () => new Sandbox().preload({ name: "Broken", code: source });
    expect(preload).toThrow(expect.objectContaining(of("(snippet:Broken)")) as Error);
  });

  it("compile", () => {
    const compile = () => new Sandbox().compile(source, { name: "broken.rb" });
    expect(compile).toThrow(expect.objectContaining(of("broken.rb")) as Error);
  });
});

it("warnings are no errors: they are in check alone", () => {
  const source = "def f(x) = x\nf *[1]\n";
  expect(sandbox.check(source)).toMatchObject([{ line: 2, severity: "warning" }]);
  expect(sandbox.evalSync(source)).toMatchObject({ value: 1, stderr: "" });
});

it("a SyntaxError that a script raises itself has no diagnostics", () => {
  expect(failureOf("raise SyntaxError, 'mine'")).toMatchObject({
    klass: "SyntaxError",
    message: "mine",
    details: null,
  });
});

function names(count: number): string {
  return Array.from({ length: count }, (_, index) => `a${index}`).join(",");
}
