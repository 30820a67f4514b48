import { describe, expect, test } from "vitest";
import { Runtime } from "../src/index.ts";
import { MODES } from "./invoke.ts";
import { corruptionRound } from "./memory-corruption.ts";

/** The long run is `pnpm fuzz memory`. */
describe.each(MODES)("a corrupted guest in %s mode", (mode) => {
  test("ends in a value or a trap, within its limits, and the next invocation is fresh", async () => {
    const runtime = new Runtime();
    const endings = new Set<string>();
    for (let seed = 1; seed <= 60; seed++) endings.add((await corruptionRound(runtime, seed, mode)).ending);
    expect(endings.size).toBeGreaterThan(1);
  });
});
