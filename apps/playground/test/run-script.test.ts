import { Sandbox } from "@kobako/host";
import { describe, expect, it } from "vitest";
import { examples } from "../src/examples.ts";
import { describeUsage, firstProblem, runScript } from "../src/run-script.ts";

const sandbox = new Sandbox({ timeout: 200 }).bind("Page::Colour", () => null);

describe("what the page shows", () => {
  it.each([
    ["[1, 2**60, :a, nil, {1 => 2}]", '[1,"1152921504606846976n",":a",null,{"1":2}]'],
    ["['a' * 40, 'b' * 40]", `[\n  "${"a".repeat(40)}",\n  "${"b".repeat(40)}"\n]`],
    ["'é'", '"é"'],
    ["nil", "null"],
  ])("of %s is its value as JSON", async (script, text) => {
    expect(await runScript(sandbox, script)).toMatchObject({ failed: false, text });
  });

  it("of a failure is what and where, with the output before it", async () => {
    const outcome = await runScript(sandbox, "puts 'before'\nraise 'no'");
    expect(outcome).toMatchObject({ failed: true, text: "SandboxError: no\n  (eval):2", output: "before\n" });
  });

  it("of usage is one line", async () => {
    const { usage } = await runScript(sandbox, "Page::Colour.call('teal')");
    expect(describeUsage(usage)).toMatch(/^[\d,]+ fuel · [\d.]+ ms · 0 KiB memory · 1 Service call$/);
  });

  it("of a mistake is its place", () => {
    expect(firstProblem(sandbox.check("puts 1\n)"))).toMatch(/^Line 2, column 1: syntax error/);
    expect(firstProblem(sandbox.check("puts 1"))).toBe("");
  });
});

describe("the examples", () => {
  it.each([
    ["Words of a text", false],
    ["A Service of the page", false],
    ["A limit", true],
    ["A mistake", true],
  ])("%s", async (name, failed) => {
    expect((await runScript(sandbox, examples[name] ?? "")).failed).toBe(failed);
  });
});
