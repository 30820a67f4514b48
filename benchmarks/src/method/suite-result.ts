import type { Case, Described, Figure, Suite } from "./case.ts";
import { type Distribution, distributionOf } from "./distribution.ts";
import type { Environment } from "./environment.ts";
import type { Lane, LaneResult, Rounds } from "./rounds.ts";

/** A row of a result: what was measured, or why it was not. */
export type Row = Described & (Rounds | { readonly unavailable: string });

export interface SuiteResult {
  readonly suite: string;
  readonly about: string;
  readonly environment: Environment;
  readonly cases: readonly Row[];
  readonly figures: readonly Row[];
}

export function isMeasured(row: Row): row is Described & Rounds {
  return "all" in row;
}

function describe(from: Described): Described {
  const { id, measures, caveat, unit, goal, rubyGem } = from;
  return {
    ...{ id, measures, caveat, unit },
    ...(goal === undefined ? {} : { goal }),
    ...(rubyGem === undefined ? {} : { rubyGem }),
  };
}

function rowOf(one: Case, result: LaneResult): Row {
  return { ...describe(one), ...result };
}

/**
 * Computes a figure in every round; its distribution is that over the rounds, but for `low`, which is computed from the
 * 10th percentiles of the cases: what the figure is when nobody disturbs any of them.
 */
export function rowOfFigure(figure: Figure, rows: readonly Row[]): Row {
  const sources = figure.from.map((id) => rows.find((row) => row.id === id));
  const missing = figure.from.find((_, index) => !hasRounds(sources[index]));
  if (missing !== undefined) return { ...describe(figure), unavailable: `${missing} was not measured` };
  const measured = sources.filter(hasRounds);
  const count = Math.min(...measured.map(({ each }) => each.length));
  const value = (round: Distribution | undefined): number => round?.[figure.of ?? "median"] ?? Number.NaN;
  const values = Array.from({ length: count }, (_, index) =>
    figure.compute(...measured.map(({ each }) => value(each[index]))),
  );
  const all = distributionOf(values);
  const low = figure.of === "worst" ? all.low : figure.compute(...measured.map((row) => row.all.low));
  return { ...describe(figure), all: { ...all, low }, each: values.map((one) => distributionOf([one])) };
}

function hasRounds(row: Row | undefined): row is Described & Rounds {
  return row !== undefined && isMeasured(row);
}

export function resultOf(suite: Suite, results: ReadonlyMap<Lane, LaneResult>, environment: Environment): SuiteResult {
  const cases: Row[] = [];
  for (const [{ worker, one }, result] of results) {
    if (worker.suite === suite) cases.push(rowOf(one, result));
  }
  const order = suite.cases.map(({ id }) => id);
  cases.sort((left, right) => order.indexOf(left.id) - order.indexOf(right.id));
  const figures = (suite.figures ?? []).map((figure) => rowOfFigure(figure, cases));
  return { suite: suite.name, about: suite.about, environment, cases, figures };
}
