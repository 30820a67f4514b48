import { describe, expect, it } from "vitest";
import { missingNow, readCoreMethods, readMissingMethods } from "./core-methods.ts";

/** The list may only shrink. */
const MOST_MISSING = 172;

describe("the core methods of CRuby 3.1", () => {
  const core = readCoreMethods();
  const { reasons, missing } = readMissingMethods();
  const listed = Object.values(missing).flat();
  const count = Object.values(core).reduce((sum, { methods, singleton }) => sum + methods.length + singleton.length, 0);

  it("are here, apart from the listed ones: run update-core-methods.ts", () => {
    expect(count).toBeGreaterThan(1400);
    expect([...missingNow(core)].toSorted()).toEqual([...listed].toSorted());
  });

  it("are missing in cases that become fewer, each once and for a reason", () => {
    expect(listed.length).toBeLessThanOrEqual(MOST_MISSING);
    expect(new Set(listed).size).toBe(listed.length);
    expect(Object.keys(missing)).toEqual(Object.keys(reasons));
    expect(Object.values(reasons).filter((reason) => reason.length < 20)).toEqual([]);
  });
});
