import type { Case, Suite } from "../method/case.ts";
import { suite as blocks } from "../suites/blocks.ts";
import { suite as codec } from "../suites/codec.ts";
import { suite as evals } from "../suites/eval.ts";
import { suite as programs } from "../suites/programs.ts";
import { suite as returns } from "../suites/returns.ts";
import { suite as run } from "../suites/run.ts";
import { suite as services } from "../suites/services.ts";
import { suite as setup } from "../suites/setup.ts";
import { calibration } from "./calibration.ts";
import { withSlowDown } from "./slow-down.ts";

/** What must not become slower unnoticed: one case for each path that the others share. */
const GUARDED: readonly (readonly [Suite, ...string[]])[] = [
  [evals, "nil", "nil-sync", "statements-100"],
  [run, "no-arguments", "record"],
  [services, "call", "async-call"],
  [blocks, "yield"],
  [returns, "string-64k", "records"],
  [setup, "snippets-64"],
  [programs, "fib", "while"],
  [codec, "decode-request", "encode-response", "decode-records-1000"],
];

function guarded(): Case[] {
  return GUARDED.flatMap(([suite, ...ids]) =>
    ids.map((id) => {
      const found = suite.cases.find((one) => one.id === id);
      if (found === undefined) throw new Error(`the gate guards ${suite.name}/${id}, which does not exist`);
      return { ...found, id: `${suite.name}/${id}` };
    }),
  );
}

/** Before the name of the case that is slowed down on purpose. */
const PLANTED = "gate-slow:";

export const GATE_SUITE = "gate";

/** The name of the gate's suite with a slow-down planted in `id`. */
export function plantedSuite(id: string): string {
  return `${PLANTED}${id}`;
}

/** The gate's suite, if `name` is that, as it is or with a slow-down. */
export function gateSuiteNamed(name: string): Suite | undefined {
  if (name !== GATE_SUITE && !name.startsWith(PLANTED)) return undefined;
  const slow = name.startsWith(PLANTED) ? name.slice(PLANTED.length) : undefined;
  const cases = guarded().map((one) => (one.id === slow ? withSlowDown(one) : one));
  if (slow !== undefined && !cases.some(({ id }) => id === slow)) throw new Error(`the gate does not guard ${slow}`);
  return { name, about: "What the gate guards.", cases: [...calibration, ...cases] };
}
