import { describe, expect, it } from "vitest";
import { applyPatch } from "../build/apply-patch.ts";

const original = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";
const patch = `Why it is needed.
--- a/m/file.c
+++ b/m/file.c
@@ -1,3 +1,4 @@
 one
-two
+TWO
+and a half
 three
@@ -6,2 +7,2 @@
 six
-seven
+SEVEN
`;

const apply = (text: string, file = original) => applyPatch("x.patch", text, () => file).get("m/file.c");

describe("a patch", () => {
  it("replaces exactly the lines that it names", () => {
    expect(apply(patch)).toBe("one\nTWO\nand a half\nthree\nfour\nfive\nsix\nSEVEN\n");
  });

  it("may only insert", () => {
    expect(apply("--- a/m/file.c\n+++ b/m/file.c\n@@ -2,0 +3 @@\n+new\n")).toBe(
      original.replace("two\n", "two\nnew\n"),
    );
  });

  it("is an error when the lines are other ones, or elsewhere", () => {
    expect(() => apply(patch, original.replace("two", "2"))).toThrow("x.patch does not apply to m/file.c at line 1");
    expect(() => apply(patch, `zero\n${original}`)).toThrow("x.patch does not apply to m/file.c");
    expect(() => apply(patch, "one\ntwo\nthree")).toThrow("x.patch does not apply to m/file.c at line 6");
  });

  it("is an error when it is cut short or changes nothing", () => {
    expect(() => apply("--- a/m/file.c\n+++ b/m/file.c\n@@ -1,3 +1,3 @@\n one\n")).toThrow(
      "x.patch ends inside a hunk",
    );
    expect(() => apply("only words\n")).toThrow("x.patch changes no file");
  });
});
