import { readFileSync } from "node:fs";
import { type Case, type Figure, quotient, type Suite } from "../method/case.ts";
import { cruby, nativeMruby, programWork } from "./ruby-program.ts";
import { evalSyncWork, warmSandbox } from "./sandbox-work.ts";

interface Script {
  /** The name of its file in `benchmarks/scripts`, which defines a method `script`. */
  readonly id: string;
  readonly what: string;
  /** What `script` returns, on every engine. */
  readonly value: number;
  /** mruby's own build has no such library. */
  readonly needs?: "json" | "regexp";
  /** How many times as long as CRuby it may take. */
  readonly againstCruby?: number;
}

const SCRIPTS: readonly Script[] = [
  { id: "strings", what: "a page built with `<<`, interpolation and `+=`", value: 25_326 },
  { id: "text", what: "`split`, `join`, `each_char`, `lines`, `tr`, `reverse`, `start_with?`", value: 39_288 },
  { id: "formatting", what: "`format`, interpolation of numbers, `rjust`, `to_s(16)`, `round`", value: 17_844 },
  { id: "hashes", what: "entries in and out, counting, `each`, `select`, `map`, `to_h`, `merge`", value: 223_130 },
  { id: "arrays", what: "a queue, rows of rows, `flatten`, `zip`, `each_slice`, `index`, `&`", value: 13_027 },
  {
    id: "sort",
    what: "`sort` of Integers, Strings and Floats, and with a block",
    value: 2_152_606_080,
    againstCruby: 4,
  },
  { id: "sort-by", what: "`sort_by` number, String and Array", value: 1495, againstCruby: 4 },
  { id: "group-by", what: "`group_by`, `partition`, `tally`", value: 1076, againstCruby: 4 },
  { id: "uniq", what: "`uniq` of Integers, Strings and Arrays, with a block; `|`, `-`", value: 709, againstCruby: 4 },
  { id: "extremes", what: "`min_by`, `max_by`, `max`, `min`, `sum`, `minmax`, `count`", value: 126_217 },
  { id: "each-with-object", what: "`each_with_object` into a Hash and an Array", value: 3199 },
  { id: "chains", what: "`map`, `select`, `reduce` and their neighbours, one after the other", value: 335_239_998 },
  { id: "loops", what: "`while`, `step`, `upto`, `for`, `loop`: a sieve and sums", value: -337 },
  { id: "blocks", what: "`yield`, lambdas, closures, composition", value: 42_403 },
  { id: "methods", what: "objects with `attr_reader`, operators and keywords", value: 656_116 },
  { id: "recursion", what: "fib(17) and nine discs of Hanoi", value: 2108 },
  { id: "states", what: "a lexer: `case` over characters, `Struct`", value: 288 },
  { id: "exceptions", what: "`raise`, `rescue`, `ensure`, `throw`", value: 17_213 },
  { id: "floats", what: "the Mandelbrot set and square roots", value: 3704 },
  {
    id: "regexp",
    what: "`=~` with captures, `scan`, `gsub` with a block, `split`, `grep`, `match?`",
    value: 520_826,
    needs: "regexp",
  },
  { id: "json", what: "`JSON.generate` and `JSON.parse`", value: 6326, needs: "json" },
];

const BODY = "script";

function textOf({ id }: Script): string {
  return readFileSync(new URL(`../../scripts/${id}.rb`, import.meta.url), "utf8");
}

function guestCase(script: Script): Case {
  const { id, what, value } = script;
  return {
    id,
    unit: "µs",
    measures: `In \`evalSync\`, metered, compilation included: ${what}.`,
    caveat: "Not with other languages' engines: they run other programs, some of them compiled.",
    prepare: async () => evalSyncWork(await warmSandbox(), `${textOf(script)}\n${BODY}`, value),
  };
}

function nativeCase(script: Script): Case {
  const { id, value } = script;
  return {
    id: `${id}-native`,
    unit: "µs",
    measures: `\`${id}\` in mruby 3.3 as it is, compiled for this machine with -O3 from the same gems.`,
    caveat: "Not as a way to run untrusted code: no isolation and no limits.",
    compiles: true,
    prepare: () => programWork(nativeMruby, textOf(script), BODY, value),
  };
}

function crubyCase(script: Script): Case {
  const { id, value, needs } = script;
  const preamble = needs === "json" ? 'require "json"\n' : "";
  return {
    id: `${id}-cruby`,
    unit: "µs",
    measures: `\`${id}\` in Debian's CRuby 3.1, without a compiler to machine code.`,
    caveat: "Not as a way to run untrusted code: no isolation and no limits.",
    prepare: () => programWork(cruby, `${preamble}${textOf(script)}`, BODY, value),
  };
}

function against(engine: "native" | "cruby", { id }: Script, goal?: number): Figure {
  const name = engine === "native" ? "native mruby 3.3" : "CRuby 3.1";
  return {
    id: `${id}/${engine}`,
    unit: "×",
    measures: `How many times as long as ${name} the sandbox takes for \`${id}\`.`,
    caveat: `With ${name} in another process, in the same rounds.`,
    ...(goal === undefined ? {} : { goal: { bound: "at most", value: goal } }),
    from: [id, `${id}-${engine}`],
    compute: quotient,
  };
}

function geometricMean(engine: "native" | "cruby", scripts: readonly Script[], goal?: number): Figure {
  const name = engine === "native" ? "native mruby 3.3" : "CRuby 3.1";
  return {
    id: `all/${engine}`,
    unit: "×",
    measures: `The geometric mean of the ratios to ${name}, over ${scripts.length} scripts.`,
    caveat: "Other scripts would give another mean.",
    ...(goal === undefined ? {} : { goal: { bound: "at most", value: goal } }),
    from: scripts.flatMap(({ id }) => [id, `${id}-${engine}`]),
    compute: (...times) => {
      let logarithms = 0;
      for (let at = 0; at < times.length; at += 2) logarithms += Math.log(quotient(times[at] ?? 0, times[at + 1] ?? 0));
      return Math.exp(logarithms / (times.length / 2));
    },
  };
}

const inMruby = SCRIPTS.filter(({ needs }) => needs === undefined);

export const suite: Suite = {
  name: "scripts",
  about: "What scripts typically do, in the sandbox, in a native mruby 3.3 with the same gems, and in CRuby 3.1.",
  cases: [...SCRIPTS.map(guestCase), ...inMruby.map(nativeCase), ...SCRIPTS.map(crubyCase)],
  figures: [
    ...inMruby.map((script) => against("native", script, 1.6)),
    geometricMean("native", inMruby, 1),
    ...SCRIPTS.map((script) => against("cruby", script, script.againstCruby)),
    geometricMean("cruby", SCRIPTS),
  ],
};
