import { describe, expect, test } from "vitest";
import { Sandbox } from "../../src/index.ts";
import { isPossible, isRight, runWork } from "./run-work.ts";
import { modesOf, readWork } from "./work.ts";

const file = readWork();
const all = file.groups.flatMap((group) => group.work);
await new Sandbox().eval("nil");

test("the matrix has at least 20 kinds of work, each named once", () => {
  expect(all.length).toBeGreaterThanOrEqual(20);
  expect(new Set(all.map((work) => work.name)).size).toBe(all.length);
});

/** Only how it ends: when, docs/deadlines.md says, measured on a machine that does nothing else. */
describe.each(file.groups)("the deadline ends $name:", ({ work: group }) => {
  for (const work of group) {
    test.skipIf(!isPossible(work)).for(modesOf(work))(`${work.name} (%s)`, async (mode) => {
      const ending = await runWork(work, file, mode);
      expect(isRight(work, ending), `${ending.names.join()}: ${ending.message}`).toBe(true);
      expect((await new Sandbox().eval("1 + 1")).value).toBe(2);
    });
  }
});
