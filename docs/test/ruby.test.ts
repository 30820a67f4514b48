import { Sandbox } from "@kobako/host";
import { describe, expect, test } from "vitest";
import { pages } from "./pages.ts";

const shown = pages.flatMap(({ path, blocks }) =>
  blocks.filter(({ language }) => language === "ruby").map((block) => ({ path, ...block })),
);

/** Puts what stands before each `# => text` into a call that reports its `inspect`. */
function probed(script: string): string {
  return script.replaceAll(/^(\s*)(\S.*?)\s+# => .*$/gm, "$1Doc::Show.call(($2).inspect)");
}

describe("the Ruby that a page shows", () => {
  test.each(shown.filter(({ note }) => note === "fragment"))("$path, line $line: compiles", ({ text }) => {
    expect(new Sandbox().check(text)).toEqual([]);
  });

  test.each(shown.filter(({ note }) => note !== "fragment"))("$path, line $line: gives what it says", ({ text }) => {
    const promised = Array.from(text.matchAll(/# => (.*)$/gm), ({ 1: value }) => value);
    const printed = Array.from(text.matchAll(/# prints (.*)$/gm), ({ 1: line }) => line);
    const values: string[] = [];
    const sandbox = new Sandbox().bind("Doc::Show", (value: string) => void values.push(value));
    const { stdout } = sandbox.evalSync(probed(text));
    expect(values).toEqual(promised);
    expect(stdout.split("\n").slice(0, -1)).toEqual(printed);
    expect(promised.length + printed.length).toBeGreaterThan(0);
  });
});
