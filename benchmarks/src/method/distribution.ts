/** What is kept of many samples. */
export interface Distribution {
  readonly count: number;
  /** 10th percentile: what the machine does when nobody disturbs it. */
  readonly low: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  /** 90th percentile: the same as `low` for what had better be high. */
  readonly high: number;
  readonly worst: number;
}

/** Interpolated quantile, `part` in 0 … 1, of ascending numbers. NaN for none. */
export function quantile(ascending: readonly number[], part: number): number {
  const position = part * (ascending.length - 1);
  const below = ascending[Math.floor(position)] ?? Number.NaN;
  const above = ascending[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

export function distributionOf(samples: readonly number[]): Distribution {
  const ascending = samples.toSorted((left, right) => left - right);
  return {
    count: ascending.length,
    low: quantile(ascending, 0.1),
    lowerQuartile: quantile(ascending, 0.25),
    median: quantile(ascending, 0.5),
    upperQuartile: quantile(ascending, 0.75),
    high: quantile(ascending, 0.9),
    worst: quantile(ascending, 1),
  };
}

/** Half of the middle half's width, as a part of the median: 0.05 reads "± 5 %". */
export function spreadOf({ lowerQuartile, median, upperQuartile }: Distribution): number {
  return (upperQuartile - lowerQuartile) / 2 / Math.abs(median);
}

/** At most `count` of the samples, evenly chosen over their order, the extremes among them. */
export function thin(samples: readonly number[], count: number): number[] {
  const ascending = samples.toSorted((left, right) => left - right);
  if (ascending.length <= count) return ascending;
  return Array.from(
    { length: count },
    (_, index) => ascending[Math.round((index * (ascending.length - 1)) / (count - 1))] ?? Number.NaN,
  );
}
