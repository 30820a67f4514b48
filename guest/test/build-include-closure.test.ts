import { describe, expect, it } from "vitest";
import { actionKey } from "../build/action-cache.ts";
import { IncludeClosure } from "../build/include-closure.ts";
import { SourceTree } from "../build/source-tree.ts";

function tree(files: Readonly<Record<string, string>>): SourceTree {
  const result = new SourceTree();
  for (const [path, content] of Object.entries(files)) result.add(path, content);
  return result;
}

const files = {
  "src/a.c": '#include "near.h"\n#  include <far.h>\n#include <stdio.h>\n',
  "src/near.h": "",
  "include/far.h": '#include "../src/deep.h"\n',
  "src/deep.h": '#include "deep.h"\n',
  "src/other.h": "",
};

describe("what a C file includes", () => {
  it("is found beside it, in the folders given, and through other headers", () => {
    const closure = new IncludeClosure(tree(files));
    expect(closure.of(["src/a.c"], ["include"])).toEqual(["include/far.h", "src/a.c", "src/deep.h", "src/near.h"]);
  });

  it("leaves a file's digest alone when another file changes, and changes it otherwise", () => {
    const digest = (changes: Readonly<Record<string, string>>) =>
      new IncludeClosure(tree({ ...files, ...changes })).digest(["src/a.c"], ["include"]);
    expect(digest({ "src/other.h": "int x;" })).toBe(digest({}));
    expect(digest({ "src/deep.h": "int x;" })).not.toBe(digest({}));
  });

  it("is everything when an include is a macro", () => {
    const closure = new IncludeClosure(tree({ ...files, "src/near.h": "#include HEADER\n" }));
    expect(closure.of(["src/a.c"], ["include"])).toEqual(Object.keys(files).toSorted());
  });
});

describe("a cache key", () => {
  it("tells parts apart, not only their joined text", () => {
    expect(actionKey("ab", "c")).not.toBe(actionKey("a", "bc"));
    expect(actionKey("a", "")).not.toBe(actionKey("a"));
    expect(actionKey("a", Buffer.from("b"))).toBe(actionKey("a", "b"));
  });
});
