import { byBytes } from "./source-tree.ts";

const operators: Readonly<Record<string, string>> = {
  "!": "not",
  "%": "mod",
  "&": "and",
  "*": "mul",
  "+": "add",
  "-": "sub",
  "/": "div",
  "<": "lt",
  ">": "gt",
  "^": "xor",
  "`": "tick",
  "|": "or",
  "~": "neg",
  "!=": "neq",
  "!~": "nmatch",
  "&&": "andand",
  "**": "pow",
  "+@": "plus",
  "-@": "minus",
  "<<": "lshift",
  "<=": "le",
  "==": "eq",
  "=~": "match",
  ">=": "ge",
  ">>": "rshift",
  "[]": "aref",
  "||": "oror",
  "<=>": "cmp",
  "===": "eqq",
  "[]=": "aset",
};

const prefixes: Readonly<Record<string, string>> = { "@@": "CV", "@": "IV", "": "" };
const suffixes: Readonly<Record<string, string>> = { "!": "_B", "?": "_Q", "=": "_E", "": "" };

const escapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/**
 * The symbols that a C file names, out of its preprocessed text: under `MRB_PRESYM_SCANNING` mruby's headers turn
 * `MRB_SYM(x)`, `mrb_intern_lit(mrb, "x")` and the like into `<@! "x" !@>`. Symbols are byte strings, here as latin1.
 */
export function scanSymbols(preprocessed: string): readonly string[] {
  const symbols = new Set<string>();
  for (const [, part = ""] of preprocessed.matchAll(/<@! (.*?) !@>/g)) {
    const literals = part.match(/"(?:[^\\"]|\\.)*"/g);
    if (literals) symbols.add(literals.map((literal) => unescape(literal.slice(1, -1))).join(""));
  }
  return [...symbols];
}

/** By length, then by bytes: the same on every machine. */
export function sortSymbols(symbols: Iterable<string>): readonly string[] {
  return [...new Set(symbols)].toSorted((left, right) => left.length - right.length || byBytes(left, right));
}

/**
 * `mruby/presym/id.h`: a number for every symbol that mruby itself names.
 * Symbols that only our own sources name have their numbers after these, in a header that only those sources see:
 * a new symbol in them then changes nothing for the hundred other files.
 */
export function presymIds(core: readonly string[]): string {
  return `enum mruby_presym {\n${enumerators(core, 1)}};\n#define MRB_PRESYM_MAX ${core.length}\n#ifdef KOBAKO_OWN_SOURCE\n#include <kobako-presym-id.h>\n#endif\n`;
}

/** `kobako-presym-id.h`: the numbers of our own symbols. */
export function ownPresymIds(core: readonly string[], own: readonly string[]): string {
  if (own.length === 0) return "/* no symbols of our own */\n";
  return `enum kobako_presym {\n${enumerators(own, core.length + 1)}};\n`;
}

/** `mrb_byte_hash`: FNV-1 in 32 bits, over a byte string. */
function byteHash(symbol: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < symbol.length; at++) hash = (Math.imul(hash, 0x01000193) ^ symbol.charCodeAt(at)) >>> 0;
  return hash;
}

/** For each bucket the number of the symbol that `presym_find` (03-symbols-by-hash.patch) looks at there, or 0. */
function presymBuckets(symbols: readonly string[]): number[] {
  let size = 1;
  while (size < 2 * symbols.length + 1) size *= 2;
  const buckets = Array.from({ length: size }, () => 0);
  for (const [index, symbol] of symbols.entries()) {
    let at = byteHash(symbol) % size;
    while (buckets[at] !== 0) at = (at + 1) % size;
    buckets[at] = index + 1;
  }
  return buckets;
}

/** `mruby/presym/table.h`: the names in both ranges, and where each is found. */
export function presymTable(core: readonly string[], own: readonly string[]): string {
  const all = [...core, ...own];
  return [
    "#undef MRB_PRESYM_MAX",
    `#define MRB_PRESYM_MAX ${all.length}`,
    "static const uint16_t presym_length_table[] = {",
    ...all.map((symbol) => `  ${symbol.length},`),
    "};",
    "static const char * const presym_name_table[] = {",
    ...all.map((symbol) => `  "${escape(symbol)}",`),
    "};",
    "static const uint16_t presym_buckets[] = {",
    `  ${presymBuckets(all).join(", ")}`,
    "};",
    "",
  ].join("\n");
}

function enumerators(symbols: readonly string[], first: number): string {
  return symbols
    .map((symbol, index) => ({ macro: macroName(symbol), id: first + index }))
    .filter(({ macro }) => macro !== undefined)
    .map(({ macro, id }) => `  ${macro} = ${id},\n`)
    .join("");
}

/** How C names a symbol; one that no macro can spell is found by its text alone. */
export function macroName(symbol: string): string | undefined {
  const operator = operators[symbol];
  if (operator !== undefined) return `MRB_OPSYM__${operator}`;
  const [, prefix = "", word, suffix = ""] = /^(@@|@|)([A-Za-z_]\w*)([!?=]|)$/.exec(symbol) ?? [];
  if (word === undefined || (prefix !== "" && suffix !== "")) return undefined;
  return `MRB_${prefixes[prefix]}SYM${suffixes[suffix]}__${word}`;
}

function unescape(literal: string): string {
  return literal.replaceAll(
    /\\x([0-9A-Fa-f]{1,2})|\\(0[0-7]{0,3})|\\([abefnrtv])|\\(.)/g,
    (_, hex, octal, letter, other) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      return letter === undefined ? other : (escapes[letter] ?? letter);
    },
  );
}

function escape(symbol: string): string {
  return symbol.replaceAll(/["\\]|[^\x20-\x7e]/g, (char) => {
    if (char === '"' || char === "\\") return `\\${char}`;
    return `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}""`;
  });
}
