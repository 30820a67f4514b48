import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as wire from "../src/wire.ts";

const header = readFileSync(new URL("../../../guest/include/kobako/wire.h", import.meta.url), "utf8");
const defined = new Map(
  [...header.matchAll(/^#define KOBAKO_(\w+)[ \t]+(\w+)/gm)].map(([, name = "", value = ""]) => [name, Number(value)]),
);
const declared = new Map(Object.entries(wire));

describe("the constants of the wire", () => {
  it("are found on both sides", () => {
    expect(defined.size).toBeGreaterThanOrEqual(12);
    expect(declared.size).toBeGreaterThanOrEqual(12);
  });

  it.each([...defined.keys()])("%s is the same number in wire.h and in wire.ts", (name) => {
    expect(declared.get(name)).toBe(defined.get(name));
  });

  it("all stand in wire.h", () => {
    expect([...declared.keys()].filter((name) => !defined.has(name))).toEqual([]);
  });
});
