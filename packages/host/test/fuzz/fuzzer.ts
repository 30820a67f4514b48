/** A generator and an oracle. An input is a list of parts, so that a failing one can be made shorter. */
export interface Fuzzer {
  readonly name: string;
  /** The input for a seed. */
  generate(seed: number): readonly string[];
  /** How the input ended, for the tally. Throws a `Finding` when it ended as it must not. */
  check(parts: readonly string[], seed: number): Promise<string>;
}

/** What an oracle throws. */
export class Finding extends Error {
  static {
    this.prototype.name = "Finding";
  }
}

/** The endings of a run, and how often each was met. */
export type Tally = Map<string, number>;

/** Runs inputs of consecutive seeds until `goOn` says no; throws with the seed and the shortest input that still fails. */
export async function runFuzzer(
  fuzzer: Fuzzer,
  seed: number,
  goOn: (done: number, tally: Tally) => boolean,
): Promise<Tally> {
  const tally: Tally = new Map();
  for (let done = 0; goOn(done, tally); done++) {
    const current = seed + done;
    const parts = fuzzer.generate(current);
    try {
      const ending = await fuzzer.check(parts, current);
      tally.set(ending, (tally.get(ending) ?? 0) + 1);
    } catch (cause) {
      const shortest = await minimise(parts, async (some) => fails(fuzzer, some, current));
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new Finding(`${fuzzer.name}, seed ${current}: ${message}\n${shortest.join("\n")}`, { cause });
    }
  }
  return tally;
}

async function fails(fuzzer: Fuzzer, parts: readonly string[], seed: number): Promise<boolean> {
  try {
    await fuzzer.check(parts, seed);
    return false;
  } catch {
    return true;
  }
}

/** Leaves parts out, by halves and then one by one, as long as the rest still fails. */
async function minimise(
  parts: readonly string[],
  stillFails: (parts: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  let kept = parts;
  for (let size = Math.ceil(parts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length;) {
      const rest = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (rest.length < kept.length && (await stillFails(rest))) kept = rest;
      else from += size;
    }
  }
  return kept;
}
