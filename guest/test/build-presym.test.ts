import { describe, expect, it } from "vitest";
import { macroName, ownPresymIds, presymIds, presymTable, scanSymbols, sortSymbols } from "../build/presym.ts";

describe("the scan of preprocessed C", () => {
  it("finds every tagged symbol once, with adjacent literals joined", () => {
    const text = String.raw`x = <@! "to_s" !@>; y = <@! "name" "?" !@> (c) <@! "to_s" !@>; f(<@! variable !@>)`;
    expect(scanSymbols(text)).toEqual(["to_s", "name?"]);
  });

  it("reads C's escapes as the bytes they are", () => {
    expect(scanSymbols(String.raw`<@! "a\x41\0\n\"\\" !@>`)).toEqual(['aA\0\n"\\']);
  });
});

describe("symbols", () => {
  it("are ordered by length and then by bytes", () => {
    expect(sortSymbols(["to_s", "b", "[]=", "a", "Z", "to_s"])).toEqual(["Z", "a", "b", "[]=", "to_s"]);
  });

  it.each([
    ["puts", "MRB_SYM__puts"],
    ["nil?", "MRB_SYM_Q__nil"],
    ["sort!", "MRB_SYM_B__sort"],
    ["name=", "MRB_SYM_E__name"],
    ["@x", "MRB_IVSYM__x"],
    ["@@x", "MRB_CVSYM__x"],
    ["<=>", "MRB_OPSYM__cmp"],
    ["[]=", "MRB_OPSYM__aset"],
  ])("%s is %s in C", (symbol, macro) => {
    expect(macroName(symbol)).toBe(macro);
  });

  it.each(["@x?", "9lives", "with space", "$stdout", ""])("%j has no name in C", (symbol) => {
    expect(macroName(symbol)).toBeUndefined();
  });
});

describe("the generated headers", () => {
  const core = ["!", "a\n", "to_s"];
  const own = ["kb"];

  it("number mruby's symbols first and ours after them", () => {
    expect(presymIds(core)).toContain("  MRB_OPSYM__not = 1,\n  MRB_SYM__to_s = 3,\n};\n#define MRB_PRESYM_MAX 3\n");
    expect(ownPresymIds(core, own)).toContain("MRB_SYM__kb = 4,");
  });

  it("leave mruby's own header as it is when a symbol of ours is new", () => {
    expect(presymIds(core)).not.toContain("kb");
  });

  it("hold the names in the same order, escaped for C", () => {
    const table = presymTable(core, own);
    expect(table).toContain("#define MRB_PRESYM_MAX 4\n");
    expect(table).toContain('  "!",\n  "a\\x0a""",\n  "to_s",\n  "kb",\n');
    expect(table).toContain("  1,\n  2,\n  4,\n  2,\n");
  });

  it("say where the hash of a name leads to", () => {
    const buckets = /presym_buckets\[\] = \{\n(.*)\n\}/.exec(presymTable(core, own))?.[1]?.split(", ").map(Number);
    // FNV-1 of "!" in 32 bits is 0x050c5d3e, and there are 16 buckets.
    expect(buckets?.[0x050c5d3e % 16]).toBe(1);
    expect(buckets?.toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]);
  });
});
