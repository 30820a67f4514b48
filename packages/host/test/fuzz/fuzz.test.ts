import { describe, expect, it } from "vitest";
import { concurrencyFuzzer } from "./concurrency-fuzzer.ts";
import { type Fuzzer, Finding, runFuzzer } from "./fuzzer.ts";
import { scriptFuzzer } from "./script-fuzzer.ts";
import { serviceFuzzer } from "./service-fuzzer.ts";

/** The long runs are `pnpm fuzz`. */
describe("fuzzing with fixed seeds finds nothing:", () => {
  it.each([
    ["Ruby programs", scriptFuzzer, 60],
    ["host objects", serviceFuzzer, 120],
    ["interleaved invocations", concurrencyFuzzer, 15],
  ] as const)("%s", async (_, fuzzer, count) => {
    const tally = await runFuzzer(fuzzer, 1, (done) => done < count);
    expect([...tally.values()].reduce((sum, one) => sum + one, 0)).toBe(count);
    expect(tally.size).toBeGreaterThan(1);
  });
});

describe("a fuzzer", () => {
  const planted: Fuzzer = {
    name: "planted",
    generate: (seed) => Array.from({ length: 20 }, (_, index) => `part ${seed * 100 + index}`),
    check: async (parts) => {
      if (parts.some((part) => part === "part 307") && parts.some((part) => part === "part 312"))
        throw new Finding("both");
      return "fine";
    },
  };

  it("tells the seed and the shortest input that still fails", async () => {
    await expect(runFuzzer(planted, 1, (done) => done < 5)).rejects.toThrow(
      /^planted, seed 3: both\npart 307\npart 312$/,
    );
  });

  it("makes the same inputs of the same seed, and others of others", () => {
    for (const fuzzer of [scriptFuzzer, serviceFuzzer, concurrencyFuzzer]) {
      expect(fuzzer.generate(7)).toEqual(fuzzer.generate(7));
      expect(fuzzer.generate(7)).not.toEqual(fuzzer.generate(8));
    }
  });

  it("of programs makes programs, most of which compile and some of which end in a value", async () => {
    const tally = await runFuzzer(scriptFuzzer, 500, (done) => done < 40);
    expect(tally.get("value") ?? 0).toBeGreaterThan(0);
    expect(tally.get("SyntaxError") ?? 0).toBeLessThan(10);
  });
});
