import type { Case } from "./case.ts";
import { type Distribution, distributionOf } from "./distribution.ts";
import type { Budget } from "./measurement.ts";
import type { SuiteWorker } from "./suite-worker.ts";

/** How much is measured. */
export interface Plan extends Budget {
  readonly rounds: number;
}

/** One case in the process that measures it. */
export interface Lane {
  readonly worker: SuiteWorker;
  readonly one: Case;
}

/** What the rounds of one case gave. */
export interface Rounds {
  readonly all: Distribution;
  readonly each: readonly Distribution[];
}

export type LaneResult = Rounds | { readonly unavailable: string };

/**
 * Measures all lanes in turns: a round is one turn of each, and each round begins with another lane. What disturbs the
 * machine for a while disturbs all of them alike, so that their ratios hold when their times do not.
 */
export async function measure(
  lanes: readonly Lane[],
  plan: Plan,
  progress: (text: string) => void,
): Promise<Map<Lane, LaneResult>> {
  const samples = new Map<Lane, number[][]>(lanes.map((lane) => [lane, []]));
  const results = new Map<Lane, LaneResult>();
  for (let round = 0; round < plan.rounds; round++) {
    for (let turn = 0; turn < lanes.length; turn++) {
      const lane = lanes[(round + turn) % lanes.length];
      if (lane === undefined || results.has(lane)) continue;
      progress(`${lane.worker.suite.name}/${lane.one.id}, round ${round + 1} of ${plan.rounds}`);
      const answer = await lane.worker.round(lane.one.id, plan);
      if ("unavailable" in answer) results.set(lane, answer);
      else samples.get(lane)?.push([...answer.samples]);
    }
  }
  for (const [lane, rounds] of samples) {
    if (!results.has(lane)) results.set(lane, { all: distributionOf(rounds.flat()), each: rounds.map(distributionOf) });
  }
  return results;
}
