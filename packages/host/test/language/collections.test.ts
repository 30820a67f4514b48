import { describe, expect, it } from "vitest";
import { Sandbox } from "../../src/index.ts";

// Written out by CRuby 3.1. What loops over, sorts and searches collections is the guest's own, in part in C.
const PROGRAMS: readonly (readonly [fact: string, program: string, value: string])[] = [
  ["a block may break out of map", "[1, 2, 3].map { |n| break n * 10 if n == 2 }", "20"],
  ["a block may throw out of sort_by", "catch(:out) { [3, 1, 2].sort_by { |n| throw :out, n if n == 1; n } }", "1"],
  [
    "an Array that grows under map is mapped to its end",
    "a = [1, 2]; a.map { |n| a << 9 if a.size < 4; n }",
    "[1, 2, 9, 9]",
  ],
  ["an Array that shrinks under select ends early", "a = [1, 2, 3, 4]; a.select { |n| a.pop; true }", "[1, 2]"],
  ["each goes on in another Fiber", "e = [1, 2, 3].each; [e.next, e.next, e.next]", "[1, 2, 3]"],
  [
    "a block of map may leave its Fiber",
    "f = Fiber.new { [1, 2].map { |n| Fiber.yield n } }; [f.resume, f.resume(:a), f.resume(:b)]",
    "[1, 2, [:a, :b]]",
  ],
  [
    "a block of sort_by may leave its Fiber",
    "f = Fiber.new { [2, 1].sort_by { |n| Fiber.yield n } }; [f.resume, f.resume(5), f.resume(4)]",
    "[2, 1, [1, 2]]",
  ],
  [
    "a block of sort may leave its Fiber",
    "f = Fiber.new { [2, 1].sort { |a, b| Fiber.yield [a, b] } }; f.resume.sort + f.resume(0).sort",
    "[1, 2, 1, 2]",
  ],
  ["a block with two parameters takes pairs apart", "[[1, 2], [3, 4]].map { |a, b| a + b }", "[3, 7]"],
  ["a lambda takes its element whole", "[[1, 2]].map(&->(pair) { pair })", "[[1, 2]]"],
  [
    "what is not compared is named",
    "begin; [3, nil].sort; rescue ArgumentError => e; e.message; end",
    '"comparison of Integer with nil failed"',
  ],
  [
    "what is not compared is named by its class",
    'begin; [:a, "b"].max; rescue ArgumentError => e; e.message; end',
    '"comparison of String with :a failed"',
  ],
  [
    "mixed numbers are sorted",
    "[3, 1.5, 2, -1, 2.5e10, 1 << 40].sort",
    "[-1, 1.5, 2, 3, 25000000000.0, 1099511627776]",
  ],
  ["Strings are sorted by bytes", '["b", "é", "a", "", "ab", "B"].sort', '["", "B", "a", "ab", "b", "é"]'],
  ["Symbols are sorted by name", "[:b, :abcdefghijk, :a, :abcdefghija].sort", "[:a, :abcdefghija, :abcdefghijk, :b]"],
  ["Arrays are sorted element by element", "[[2, :a], [1, :b], [1, :a], [1]].sort", "[[1], [1, :a], [1, :b], [2, :a]]"],
  [
    "an own <=> is asked",
    "class V; attr_reader :n; def initialize(n) = @n = n; def <=>(o) = o.n <=> n; end; [1, 3, 2].map { |n| V.new(n) }.sort.map(&:n)",
    "[3, 2, 1]",
  ],
  [
    "a redefined Integer#<=> is asked",
    "class Integer; alias old <=>; def <=>(o) = -(old(o)); end; r = [1, 3, 2].sort; class Integer; alias <=> old; end; r",
    "[3, 2, 1]",
  ],
  ["sort_by keeps pairs", "{ b: 1, a: 2 }.sort_by { |k, v| k.to_s }", "[[:a, 2], [:b, 1]]"],
  ["sort with a block", "[1, 2, 3, 4, 5].sort { |a, b| b <=> a }", "[5, 4, 3, 2, 1]"],
  ["sort leaves its receiver alone", "a = [2, 1]; a.sort; a", "[2, 1]"],
  ["sort! of a frozen Array fails", "begin; [2, 1].freeze.sort!; rescue => e; e.class; end", "FrozenError"],
  ["min_by takes the first of equals", '["aa", "b", "c"].min_by(&:size)', '"b"'],
  ["max_by of Arrays", "[1, 2, 3].max_by { |n| [n % 3, n] }", "2"],
  [
    "extremes of nothing",
    "[[].min, [].max_by { |n| n }, [].minmax, [].min_by { |n| n }]",
    "[nil, nil, [nil, nil], nil]",
  ],
  ["extremes by block", "[3, 1, 2].max { |a, b| b <=> a }", "1"],
  ["a number of extremes", "[[3, 1, 2].min(2), [3, 1, 2].max(2)]", "[[1, 2], [3, 2]]"],
  ["Floats are summed with compensation", "[0.1] * 10 == [0.1] * 10 && ([0.1] * 10).sum", "1.0"],
  ["a sum outgrows the machine's Integers", "[1 << 62, 1 << 62, 1].sum", "9223372036854775809"],
  ["a sum of Strings", '["a", "b"].sum("")', '"ab"'],
  ["a sum by block", "[1, 2].sum { |n| n * 0.5 }", "1.5"],
  ["group_by keeps order", "(1..6).group_by { |n| n % 3 }", "{1=>[1, 4], 2=>[2, 5], 0=>[3, 6]}"],
  ["uniq keeps the first", '[[1], [1], 2, 2.0, "a", "a"].uniq', '[[1], 2, 2.0, "a"]'],
  ["uniq by block", "[1, 2, 3, 4].uniq { |n| n % 2 }", "[1, 2]"],
  ["uniq keeps nil and false", "[nil, false, nil, false].uniq", "[nil, false]"],
  ["uniq! says that nothing was to do", "[[1, 2].uniq!, [1, 1].uniq!]", "[nil, [1]]"],
  ["flatten", "[1, [2, [3, [4]]]].flatten", "[1, 2, 3, 4]"],
  ["flatten by one level", "[1, [2, [3, [4]]]].flatten(1)", "[1, 2, [3, [4]]]"],
  [
    "an Array in itself is not flattened",
    "a = [1]; a << a; begin; a.flatten; rescue ArgumentError => e; e.message; end",
    '"tried to flatten recursive array"',
  ],
  ["flat_map takes one level", "[[1, [2]], 3].flat_map { |x| x }", "[1, [2], 3]"],
  ["inject with a Symbol", "[[1, 2, 3].inject(:+), [2, 3].inject(10, :*), [].inject(:+)]", "[6, 60, nil]"],
  ["inject over a Range", "(1..4).inject { |a, b| a * b }", "24"],
  [
    "each_slice and each_cons",
    "[[1, 2, 3].each_slice(2).to_a, [1, 2, 3].each_cons(2).to_a]",
    "[[[1, 2], [3]], [[1, 2], [2, 3]]]",
  ],
  [
    "take, drop and their like",
    "a = [1, 2, 3]; [a.take(2), a.drop(2), a.take_while { |n| n < 3 }, a.drop_while { |n| n < 3 }, a.drop(9)]",
    "[[1, 2], [3], [1, 2], [3], []]",
  ],
  [
    "questions with patterns",
    "a = [1, :b]; [a.any?(Symbol), a.all?(Symbol), a.none?(String), a.count(1)]",
    "[true, false, true, 1]",
  ],
  ["questions of nothing", "[[].any?, [].all?, [].none?, [nil].any?, [nil].none?]", "[false, true, true, false, true]"],
  ["a Hash is mapped as pairs", "{ a: 1 }.map { |k, v| [v, k] }", "[[1, :a]]"],
  ["a Hash is selected from", "{ a: 1, b: 2 }.select { |k, v| v > 1 }", "{:b=>2}"],
  ["a Hash may lose entries while it is walked", "h = { a: 1, b: 2 }; h.each { |k, _| h.delete(k) }; h", "{}"],
  ["equal Arrays are equal keys", '{ [1, "a", [:b]] => 1 }[[1, "a", [:b]]]', "1"],
  ["an endless Range is walked lazily", "(1..).each { |n| break n if n > 3 }", "4"],
  ["a Range of letters is mapped", '("a".."c").map { |c| c * 2 }', '["aa", "bb", "cc"]'],
  ["tally", "%w[a b a].tally", '{"a"=>2, "b"=>1}'],
];

/** Operators and small methods run without a call; a script's own definitions still win. */
const REDEFINED: readonly (readonly [fact: string, program: string, value: string])[] = [
  ["Array#<<", "class Array; alias old <<; def <<(v) = old(v * 2); end; [1] << 2", "[1, 4]"],
  ["Hash#[]=", "class Hash; alias old []=; def []=(k, v); old(k, v + 1); end; end; h = {}; h[:a] = 1; h", "{:a=>2}"],
  ["String#==", 'class String; def ==(o) = true; end; ["a" == "b", "a" != "b"]', "[true, false]"],
  ["Integer#%", "class Integer; def %(o) = 7; end; n = 9; n % 5", "7"],
  ["!", "class Yes; def ! = :no; end; !Yes.new", ":no"],
  ["an accessor", "class P; attr_accessor :v; end; p = P.new; p.v = 1; class P; def v = 5; end; p.v", "5"],
  ["one object's accessor", "class P; attr_reader :v; end; p = P.new; def p.v = 6; p.v", "6"],
  ["a subclass's size", "class Few < Array; def size = 1; end; Few.new([1, 2]).size", "1"],
];

const NUMBERS: readonly (readonly [fact: string, program: string, value: string])[] = [
  ["remainders", "[7 % 3, -7 % 3, 7 % -3, -7 % -3, 0 % 5]", "[1, 2, -2, -1, 0]"],
  ["a remainder by zero", "begin; 1 % 0; rescue => e; e.class; end", "ZeroDivisionError"],
  [
    "shifts",
    "[1 << 29, 1 << 30, 1 << 31, 1 << 62, 1 << 64, -1 << 31, 5 >> 1, -5 >> 1, 5 >> 40, -5 >> 40, 1 << -1]",
    "[536870912, 1073741824, 2147483648, 4611686018427387904, 18446744073709551616, -2147483648, 2, -3, 0, -1, 0]",
  ],
  [
    "shifts by more than there is",
    "[2**100 >> 101, 2**100 >> 10_000, -(2**100) >> 10_000, 2**100 >> 2**62, 2**100 << -10_000, 0 << 2**62, 1 >> 2**62]",
    "[0, 0, -1, 0, 0, 0, 0]",
  ],
  [
    "shifts that no memory holds",
    "[1, -1, 2**100].flat_map { |n| [n << 2**62, n << 2**40, n >> -(2**62)] rescue $!.message }",
    '["shift width too big", "shift width too big", "shift width too big"]',
  ],
  ["bits", "[6 & 3, 6 | 3, 6 ^ 3, -1 & 255, -1 ^ 1]", "[2, 7, 5, 255, -2]"],
  [
    "comparisons that differ in kind",
    '[1 != "1", :a != "a", nil != false, 1 != 1.0, "a" != "a", :a === :a, 1 === 1.0]',
    "[true, true, true, false, false, true, true]",
  ],
  [
    "a frozen receiver",
    "[[].freeze, {}.freeze].map { |o| begin; o.is_a?(Array) ? o << 1 : o[1] = 1; rescue => e; e.class; end }",
    "[FrozenError, FrozenError]",
  ],
  ["a return through ensure", "def m; [1].each { return 5 }; ensure; $seen = 1; end; [m, $seen]", "[5, 1]"],
  [
    "a closure that outlives its call",
    "def counter; n = 0; -> { n += 1 }; end; a = counter; b = counter; [a.(), a.(), b.()]",
    "[1, 2, 1]",
  ],
];

describe.each([
  ["collections", PROGRAMS],
  ["redefinitions", REDEFINED],
  ["numbers and calls", NUMBERS],
] as const)("%s", (_group, programs) => {
  it.each(programs)("%s", (_fact, program, value) => {
    expect(new Sandbox().evalSync(`v = begin; ${program}; end; v.inspect`).value).toBe(value);
  });
});

describe("C that works for long", () => {
  const sorting =
    "seed = 1; list = Array.new(5000) { seed = (seed * 75 + 74) % 65_537 }; list.sort.sort_by { |n| -n }.uniq.size";

  it("takes the same fuel each time", () => {
    const first = new Sandbox().evalSync(sorting);
    expect(new Sandbox().evalSync(sorting).usage.fuel).toBe(first.usage.fuel);
  });

  it("counts steps: more to sort is more fuel", () => {
    const fuel = (count: number) =>
      new Sandbox().evalSync(`list = Array.new(${count}) { |n| n * 7 % 5003 }; list.sort; nil`).usage.fuel;
    const unsorted = (count: number) =>
      new Sandbox().evalSync(`list = Array.new(${count}) { |n| n * 7 % 5003 }; nil`).usage.fuel;
    expect(fuel(4000) - unsorted(4000)).toBeGreaterThan(10_000);
  });

  it("ends when its fuel does", () => {
    const sandbox = new Sandbox({ fuel: 400_000 });
    expect(() => sandbox.evalSync("list = Array.new(4000) { |n| n * 7 % 5003 }; loop { list.sort }")).toThrow(
      "needs more than 400000 steps",
    );
  });
});
