import { quotient, type Case, type Figure, type Suite } from "../method/case.ts";
import { nativeMruby, programWork } from "./ruby-program.ts";
import { evalSyncWork, warmSandbox } from "./sandbox-work.ts";

interface Program {
  readonly id: string;
  readonly what: string;
  readonly definitions: string;
  readonly body: string;
  readonly value: unknown;
  readonly rubyGem?: number;
  /** Whether a goal compares it with native mruby. */
  readonly against?: "native";
}

const PROGRAMS: readonly Program[] = [
  {
    id: "fib",
    what: "fib(24): 75 000 method calls",
    definitions: "def fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)",
    body: "fib(24)",
    value: 46_368,
    against: "native",
  },
  {
    id: "while",
    what: "100 000 rounds of `x ^= i` in a while loop",
    definitions: "",
    body: "i = 0; x = 0; while i < 100_000; x ^= i; i += 1; end; x",
    value: 0,
    rubyGem: 42_240,
    against: "native",
  },
  {
    id: "append",
    what: "1 000 one-character appends to a String",
    definitions: "",
    body: 's = +""; i = 0; while i < 1000; s << "x"; i += 1; end; s.size',
    value: 1000,
    rubyGem: 500,
  },
  {
    id: "rescue",
    what: "100 times raise and rescue",
    definitions: "",
    body: 'i = 0; while i < 100; begin; raise "no"; rescue => e; end; i += 1; end; i',
    value: 100,
    rubyGem: 219,
  },
  {
    id: "blocks",
    what: "map, select and sum over 10 000 numbers",
    definitions: "",
    body: "(0...10_000).map { |n| n * 3 }.select { |n| n % 2 == 0 }.sum",
    value: 74_985_000,
  },
  {
    id: "hashes",
    what: "5 000 entries into a Hash and back out",
    definitions: "",
    body: 'h = {}; 5000.times { |n| h["k#{n}"] = n }; h.sum { |_, n| n }',
    value: 12_497_500,
  },
  {
    id: "sort",
    what: "sorting 5 000 numbers in C",
    definitions: "",
    body: "x = 1; Array.new(5000) { x = (x * 1_103_515_245 + 12_345) & 0x7fffffff }.sort.size",
    value: 5000,
  },
];

const NOT_COMPARED = "Not with other languages' engines: they run other programs, some of them compiled.";

function guestCase({ id, what, definitions, body, value, rubyGem }: Program): Case {
  return {
    id,
    unit: "µs",
    measures: `${what}, in \`evalSync\`, with metering on and the eval itself included.`,
    caveat: NOT_COMPARED,
    ...(rubyGem === undefined ? {} : { rubyGem: { current: rubyGem } }),
    prepare: async () => evalSyncWork(await warmSandbox(), `${definitions}\n${body}`, value),
  };
}

function nativeCase({ id, what, definitions, body, value }: Program): Case {
  return {
    id: `${id}-native`,
    unit: "µs",
    measures: `${what}, in mruby 3.3 compiled for this machine from the same gems.`,
    caveat: "Not as a way to run untrusted code: no isolation and no limits.",
    compiles: true,
    prepare: () => programWork(nativeMruby, definitions, body, value),
  };
}

function againstNative({ id, what, against }: Program): Figure {
  return {
    id: `${id}/native`,
    unit: "×",
    measures: `How many times as long as native mruby the sandbox takes for ${what}.`,
    caveat: "With native mruby in another process, in the same rounds.",
    ...(against === undefined ? {} : { goal: { bound: "at most", value: 1.6 } }),
    from: [id, `${id}-native`],
    compute: quotient,
  };
}

export const suite: Suite = {
  name: "programs",
  about: "Ruby that only computes, in the sandbox and in a native mruby 3.3 with the same gems.",
  cases: PROGRAMS.flatMap((program) => [guestCase(program), nativeCase(program)]),
  figures: PROGRAMS.map(againstNative),
};
