import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type KobakoError, Sandbox } from "../../src/index.ts";

interface Program {
  readonly name: string;
  readonly source: string;
  /**
   * What CRuby 3.1 prints (`TZ=UTC`), or the lines of the backtrace in which it ends there, repetitions left out: CRuby shows
   * the frames of built-in methods, with the lines of their callers.
   */
  readonly stdout?: string;
  readonly lines?: readonly number[];
  /** What is said here instead, and why. */
  readonly here?: string | readonly number[];
  readonly reason?: string;
}

const read = (name: string): readonly Program[] =>
  JSON.parse(
    readFileSync(new URL(`../../../../conformance/language/${name}.json`, import.meta.url), "utf8"),
  ) as Program[];
const run = (source: string) => new Sandbox({ memoryLimit: 64 * 1024 * 1024 }).evalSync(source);

function linesOf(source: string): readonly number[] {
  try {
    run(source);
  } catch (error) {
    const lines = (error as KobakoError).backtraceLines.map((line) => Number(/:(\d+)/.exec(line)?.[1]));
    return lines.filter((line, index) => line !== lines[index - 1]);
  }
  throw new Error("the program ends in no error");
}

it.each([
  ["exceptions", 30, 0],
  ["time", 55, 0],
  ["backtraces", 50, 3],
])("%s: at least %i programs, at most %i of which differ", (name, least, most) => {
  const programs = read(name);
  expect(programs.length).toBeGreaterThanOrEqual(least);
  expect(programs.filter(({ here }) => here !== undefined).length).toBeLessThanOrEqual(most);
  expect(programs.filter(({ here, reason = "" }) => (here === undefined) !== reason.length < 20)).toEqual([]);
});

describe.each(["exceptions", "time"])("%s print what they print in CRuby", (name) => {
  it.each(read(name).map((program) => [program.name, program] as const))("%s", (_, { source, stdout, here }) => {
    expect(run(`${source}\nnil`).stdout).toBe(here ?? stdout);
  });
});

describe("backtraces name the lines that they name in CRuby", () => {
  it.each(read("backtraces").map((program) => [program.name, program] as const))("%s", (_, { source, lines, here }) => {
    expect(linesOf(source)).toEqual(here ?? lines);
  });
});

describe("frames that are not the script's", () => {
  it("are left out: a failed Service call begins where the script made it", async () => {
    const sandbox = new Sandbox().bind("Fail", () => {
      throw new Error("no");
    });
    const error: unknown = await sandbox.eval("def f\n  Fail.call\nend\nf\n").catch((caught: unknown) => caught);
    expect((error as KobakoError).backtraceLines).toEqual(["(eval):2:in f", "(eval):4"]);
  });

  it("are left out: of the guest's own Ruby nothing shows", async () => {
    const error: unknown = await new Sandbox()
      .eval("[1].each_slice(1) do |x|\n  {}.transform_values { 1 }\n  x.cycle { raise 'x' }\nend")
      .catch((caught: unknown) => caught);
    for (const line of (error as KobakoError).backtraceLines) expect(line).toMatch(/^\(eval\):\d/);
  });

  it("name files and methods: Snippets, bytecode with its name, and none for bytecode without debug information", async () => {
    const compiler = new Sandbox();
    const code = (name: string) => `def ${name}(&block)\n  block.call\nend`;
    const sandbox = new Sandbox()
      .preload({ name: "Lib", code: code("lib") })
      .preload({ binary: compiler.compile(code("named"), { name: "named.rb" }) })
      .preload({ binary: compiler.compile(code("bare"), { debug: false }) });
    const error: unknown = await sandbox
      .eval("lib do\n  named do\n    bare { raise 'x' }\n  end\nend")
      .catch((caught: unknown) => caught);
    expect((error as KobakoError).backtraceLines).toEqual([
      "(eval):3",
      "(eval):3",
      "named.rb:2:in named",
      "(eval):2",
      "(snippet:Lib):2:in lib",
      "(eval):1",
    ]);
  });
});
