import type { Case } from "../method/case.ts";
import { evalSyncWork, repeat, warmSandbox } from "./sandbox-work.ts";

/** A step that a script takes again and again in one evaluation, whose own cost disappears in them. */
export interface RubyLoop {
  readonly id: string;
  /** What one step does, as the beginning of a sentence. */
  readonly what: string;
  readonly step: string;
  /** Ruby before the loop. */
  readonly setup: string;
  readonly rounds: number;
}

/** The time of one round. `empty`, a loop around nothing, says what of it is the loop. */
export function rubyLoop({ id, what, step, setup, rounds }: RubyLoop): Case {
  return {
    id,
    unit: "µs",
    measures: `${what}, ${rounds.toLocaleString("en").replaceAll(",", " ")} times in one evaluation; the time is that of one round.`,
    caveat: "Not without taking `empty`, the same loop around nothing, off.",
    prepare: async () =>
      evalSyncWork(await warmSandbox({ memoryLimit: 16 * 1024 * 1024 }), setup + repeat(step, rounds), rounds, rounds),
  };
}
