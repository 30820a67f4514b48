import { describe, expect, it } from "vitest";
import { declaredNeeds, gems, languageGems, misplacedGems } from "../build/gems.ts";

describe("the gem list", () => {
  it("has every gem after those it needs", () => {
    expect(misplacedGems(gems)).toEqual([]);
  });

  it("holds nothing that reaches outside the sandbox", () => {
    const forbidden =
      /-(io|socket|dir|exit|sleep|errno|eval|binding|proc-binding|objectspace|os-memsize|print|bin-.*|test.*)$/;
    expect(languageGems.length).toBeGreaterThanOrEqual(30);
    expect(languageGems.filter((gem) => forbidden.test(gem.name))).toEqual([]);
    for (const gem of gems) expect(languageGems).toContain(gem);
  });

  it("is refused when a gem stands before one it needs, or lacks it", () => {
    const wrong = [
      { name: "b", needs: ["a", "c"] },
      { name: "a", needs: [] },
    ];
    expect(misplacedGems(wrong)).toEqual(["b stands before a", "b stands before c"]);
  });
});

describe("a gem's own description", () => {
  it("says what it needs, in either way of writing it", () => {
    const rake = `
      spec.add_dependency('mruby-enumerator', :core => 'mruby-enumerator')
      spec.add_dependency "mruby-hash-ext", :core => "mruby-hash-ext"
      spec.add_test_dependency('mruby-eval', :core => 'mruby-eval')`;
    expect(declaredNeeds(rake)).toEqual(["mruby-enumerator", "mruby-hash-ext"]);
  });
});
