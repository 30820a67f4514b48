import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { decodeOutcome } from "@kobako/codec";
import { RawGuest } from "../guest/raw-guest.ts";
import { buildUnmetered, meteredFolder } from "../guest/unmetered-guest.ts";
import { type Case, quotient, type Suite } from "../method/case.ts";

const PROGRAMS = {
  fib: { source: "def fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)\nfib(24)", value: 46_368 },
  while: { source: "i = 0; x = 0; while i < 100_000; x ^= i; i += 1; end; x", value: 0 },
} as const;

type ProgramName = keyof typeof PROGRAMS;
const names = Object.keys(PROGRAMS) as ProgramName[];

function rawCase(program: ProgramName, metered: boolean): Case {
  return {
    id: `${program}-${metered ? "metered" : "unmetered"}`,
    unit: "µs",
    measures: `${program} in a bare instance of the guest ${metered ? "that is published" : "that counts no steps"}.`,
    caveat: "Not with the suite `programs`: no runtime and no host around it.",
    compiles: !metered,
    prepare: async () => {
      const guest = await RawGuest.load(metered ? meteredFolder : await buildUnmetered());
      strictEqual(guest.metered, metered);
      const source = new TextEncoder().encode(PROGRAMS[program].source);
      return {
        run: () => guest.eval(source),
        check: (outcome) =>
          deepStrictEqual(decodeOutcome(outcome as Uint8Array), { ok: true, value: PROGRAMS[program].value }),
      };
    },
  };
}

export const suite: Suite = {
  name: "metering",
  about: "What counting steps costs: the same sources built with and without it, in bare instances.",
  cases: names.flatMap((name) => [rawCase(name, true), rawCase(name, false)]),
  figures: names.map((name) => ({
    id: `${name}-overhead`,
    unit: "×",
    measures: `${name}: time with metering over time without.`,
    caveat: "Programs that spend their time in long C loops may pay more or less.",
    goal: { bound: "at most", value: 1.05 },
    from: [`${name}-metered`, `${name}-unmetered`],
    compute: quotient,
  })),
};
