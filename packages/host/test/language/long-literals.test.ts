import { describe, expect, test } from "vitest";
import { Sandbox, SandboxError } from "../../src/index.ts";

const sandbox = new Sandbox({ timeout: 20_000, memoryLimit: 256 * 1024 * 1024 });

function list(length: number, element: (index: number) => string, separator = ","): string {
  return Array.from({ length }, (_, index) => element(index)).join(separator);
}

/** What a script may hold many of, each with what comes of it. */
const KINDS: readonly (readonly [
  name: string,
  source: (length: number) => string,
  value: (length: number) => unknown,
])[] = [
  ["numbers", (n) => `[${list(n, String)}].sum`, (n) => (n * (n - 1)) / 2],
  ["large numbers", (n) => `[${list(n, (i) => String(5e9 + i))}].uniq.size`, (n) => n],
  ["Floats", (n) => `[${list(n, (i) => `${i % 300}.5`)}].uniq.size`, (n) => Math.min(n, 300)],
  ["Strings", (n) => `[${list(n, (i) => `"text ${i}"`)}].uniq.size`, (n) => n],
  ["Strings that repeat", (n) => `[${list(n, (i) => `"${"x".repeat(i % 90)}"`)}].uniq.size`, (n) => Math.min(n, 90)],
  ["words", (n) => `%w[${list(n, (i) => `w${i}`, " ")}].last`, (n) => `w${n - 1}`],
  ["Symbols", (n) => `[${list(n, (i) => `:s${i}`)}].last.to_s`, (n) => `s${n - 1}`],
  ["pairs", (n) => `{${list(n, (i) => `"k${i}" => ${i}`)}}.sum { |_, v| v }`, (n) => (n * (n - 1)) / 2],
  ["names of keys", (n) => `{${list(n, (i) => `k${i}: ${i}`)}}[:k${n - 1}]`, (n) => n - 1],
  ["statements", (n) => `x = 0\n${list(n, () => "x += 1", "\n")}\nx`, (n) => n],
  ["parts of a String", (n) => `y = 7\n"${list(n, (i) => `${i}#{y}`, " ")}".count("#{y}") > ${n}`, () => true],
  ["lines of text", (n) => `<<~TEXT.lines.size\n${list(n, (i) => `  line ${i}\n`, "")}TEXT`, (n) => n],
  ["definitions", (n) => `${list(n, (i) => `def m${i} = ${i}`, "\n")}\nm${n - 1}`, (n) => n - 1],
];

describe.each(KINDS)("a script of many %s", (_name, source, value) => {
  test("is what it says, however many there are", () => {
    for (const length of [31, 32, 33, 40, 700, 3000])
      expect(sandbox.evalSync(source(length)).value).toEqual(value(length));
  });

  test("takes steps in proportion to its length", () => {
    const fuel = (length: number): number => sandbox.evalSync(`if false\n${source(length)}\nend`).usage.fuel;
    expect(fuel(6000) / fuel(2000)).toBeLessThan(4);
  });
});

test.each([
  ["Strings", (i: number) => `"s${i}"`, "too many literals"],
  ["Floats", (i: number) => `${i}.5`, "too many literals"],
  ["Symbols", (i: number) => `:s${i}`, "too many symbols"],
])("more different %s than bytecode can count are an error", (_name, element, message) => {
  const source = `[${list(70_000, element)}].uniq.size`;
  expect(() => sandbox.evalSync(source)).toThrow(SandboxError);
  expect(() => sandbox.evalSync(source)).toThrow(message);
});

test("as many different literals as bytecode can count are all there", () => {
  expect(sandbox.evalSync(`[${list(65_535, (i) => `"s${i}"`)}].uniq.size`).value).toBe(65_535);
});

test("keywords with defaults leave no variable behind that is theirs alone", () => {
  const source = `
    def area(width:, height: width * 2, depth: height + width)
      a = 1; b = 2; c = 3
      [width, height, depth, a, b, c]
    end
    [area(width: 1), area(width: 1, depth: 0), ->((x, y), k: 7) { z = 9; [x, y, k, z] }.call([3, 4])]`;
  expect(sandbox.evalSync(source).value).toEqual([
    [1, 2, 3, 1, 2, 3],
    [1, 2, 0, 1, 2, 3],
    [3, 4, 7, 9],
  ]);
});
