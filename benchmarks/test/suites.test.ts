import { describe, expect, it } from "vitest";
import type { Suite } from "../src/method/case.ts";
import { Measurement } from "../src/method/measurement.ts";
import { loadSuite, suiteNames } from "../src/suites/registry.ts";

const suites = await Promise.all(suiteNames.map(loadSuite));
const each = suites.map((suite): [string, Suite] => [suite.name, suite]);

it("there are suites", () => {
  expect(suites.length).toBeGreaterThan(0);
});

it("an unknown suite is named", async () => {
  await expect(loadSuite("nothing")).rejects.toThrow("there is no suite nothing");
});

describe.each(each)("the suite %s", (_name, { cases, figures = [] }) => {
  const rows = [...cases, ...figures];

  it("tells its rows apart", () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it("says in one line what each row measures and what it must not be compared with", () => {
    for (const { measures, caveat } of rows) {
      expect(measures).toMatch(/^\S.{10,}\.$/);
      expect(caveat).toMatch(/^\S.{10,}\.$/);
    }
  });

  it("computes figures from cases that it has", () => {
    const ids = cases.map(({ id }) => id);
    for (const { from } of figures) expect(ids).toEqual(expect.arrayContaining([...from]));
  });

  // A wrong result makes `prepare` fail; how long it takes is nobody's business here.
  it.each(cases.filter(({ compiles }) => compiles !== true).map(({ id, ...one }) => [id, { id, ...one }] as const))(
    "gets the right result from %s",
    async (_id, one) => {
      await expect(Measurement.prepare(one)).resolves.toBeInstanceOf(Measurement);
    },
  );
});
