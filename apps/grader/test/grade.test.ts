import { describe, expect, it } from "vitest";
import { wordCount } from "../src/exercise.ts";
import { grade } from "../src/grade.ts";
import { submissions } from "../src/submissions.ts";

const gradeOf = (student: string) => grade(submissions[student] ?? "", wordCount);

describe("a submission", () => {
  it("that is right gets all points", async () => {
    expect(await gradeOf("ann")).toMatchObject({ points: 10, possible: 10 });
  });

  it("that forgets upper case loses that case", async () => {
    const { points, results } = await gradeOf("bob");
    expect(points).toBe(8);
    expect(results.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual(["upper case"]);
  });

  it("that is too slow fails the long text alone", async () => {
    const { results } = await gradeOf("cleo");
    expect(results.map(({ passed }) => passed)).toEqual([true, true, true, true, false]);
    expect(results.at(-1)?.remark).toMatch(/steps|longer than/);
  });

  it("that raises hears why and where", async () => {
    expect((await gradeOf("dan")).results[0]?.remark).toMatch(/^NoMethodError: .*each.* at \(snippet:Submission\):2/);
  });

  it("that does not compile hears that", async () => {
    expect((await gradeOf("fay")).results.every(({ remark }) => /syntax error/.test(remark))).toBe(true);
  });

  it("cannot pass by redefining what equality is", async () => {
    expect(await gradeOf("gus")).toMatchObject({ points: 1 });
  });

  it("costs the same fuel each time", async () => {
    const [first, second] = [await gradeOf("ann"), await gradeOf("ann")];
    expect(first.results.map(({ fuel }) => fuel)).toEqual(second.results.map(({ fuel }) => fuel));
  });

  it("cannot see the hidden cases", async () => {
    const snoop =
      "def word_count(text)\n  raise Object.constants.select { |c| c.to_s.include?('Expected') }.inspect\nend";
    const { results } = await grade(snoop.replace("=~ /Case|Expected/", ".include?('Expected')"), wordCount);
    expect(results[0]?.remark).toContain("[]");
  });

  it("that was never written fails with the reason", async () => {
    expect((await grade("", wordCount)).results[0]?.remark).toContain("word_count");
  });
});
