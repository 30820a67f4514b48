import { quantile } from "../method/distribution.ts";
import { isMeasured, type SuiteResult } from "../method/suite-result.ts";
import { calibration } from "./calibration.ts";

/** How long a case takes, in units of this machine's own speed. */
export interface Ratio {
  readonly ratio: number;
  /** Standard error of it, as a part of it. */
  readonly noise: number;
}

/** Case → ratio. */
export type Ratios = Readonly<Record<string, Ratio>>;

/** No measurement is better than this, however well its rounds agree. */
const LEAST_NOISE = 0.005;

function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((left, right) => left - right),
    0.5,
  );
}

/** The middle, and a standard error that a few disturbed rounds do not blow up. */
function summarise(values: readonly number[]): Ratio {
  const ratio = median(values);
  const deviation = 1.4826 * median(values.map((value) => Math.abs(value - ratio)));
  return { ratio, noise: Math.max(LEAST_NOISE, (1.2533 * deviation) / Math.sqrt(values.length) / ratio) };
}

/**
 * Ratios of one or more runs of the gate's suite. In every round, the undisturbed time of a case is taken over the
 * geometric mean of the calibration's in the same round. The noise is that of the rounds or that between processes,
 * whichever is larger: two processes may differ for good, by what was compiled when.
 */
export function ratiosOf(runs: readonly SuiteResult[]): Ratios {
  const calibrating = calibration.map(({ id }) => id);
  const values = new Map<string, number[][]>();
  for (const { cases } of runs) {
    const measured = new Map(cases.filter(isMeasured).map((row) => [row.id, row.each.map(({ low }) => low)]));
    const speeds = calibrating.map((id) => measured.get(id) ?? []);
    for (const [id, lows] of measured) {
      if (calibrating.includes(id)) continue;
      const rounds = lows.map((low, round) => {
        const speed = speeds.reduce((product, speedOf) => product * (speedOf[round] ?? Number.NaN), 1);
        return low / speed ** (1 / speeds.length);
      });
      values.set(id, [...(values.get(id) ?? []), rounds]);
    }
  }
  return Object.fromEntries(
    [...values].map(([id, processes]) => {
      const rounds = summarise(processes.flat());
      const between = processes.length > 1 ? summarise(processes.map(median)).noise : 0;
      return [id, { ratio: rounds.ratio, noise: Math.max(rounds.noise, between) }];
    }),
  );
}
