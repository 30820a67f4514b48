import type { Described } from "../method/case.ts";
import { type Distribution, distributionOf } from "../method/distribution.ts";
import type { Rounds } from "../method/rounds.ts";
import { isMeasured, type SuiteResult } from "../method/suite-result.ts";

/** A measured row of a suite, by its id. */
export function measuredRow(result: SuiteResult | undefined, id: string): (Described & Rounds) | undefined {
  return [...(result?.cases ?? []), ...(result?.figures ?? [])].filter(isMeasured).find((row) => row.id === id);
}

/** How many times as long `slow` takes as `fast`, round by round: their rounds were measured side by side. */
export function roundRatio(slow: Rounds, fast: Rounds): Distribution {
  const ratios = slow.each.flatMap((round, index) => {
    const other = fast.each[index];
    return other === undefined ? [] : [round.median / other.median];
  });
  return distributionOf(ratios);
}
