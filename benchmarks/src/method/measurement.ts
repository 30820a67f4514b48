import { Bench } from "tinybench";
import { type Case, type TimedWork, Unavailable, type Work } from "./case.ts";

/** How long one round of one case takes. */
export interface Budget {
  /** Milliseconds of sampling; at least one sample is taken. */
  readonly milliseconds: number;
  /** Milliseconds of work before the first round's samples. */
  readonly warmUp: number;
}

/** One case, prepared, in the process that measures it. */
export class Measurement {
  readonly #work: Work;
  readonly #asynchronous: boolean;
  #warm = false;

  private constructor(work: Work, asynchronous: boolean) {
    this.#work = work;
    this.#asynchronous = asynchronous;
  }

  /** Prepares the case and holds its first result to what it should be. @throws Unavailable */
  static async prepare(one: Case): Promise<Measurement> {
    const work = await one.prepare();
    if (!("run" in work)) return new Measurement(work, true);
    const result = work.run();
    const asynchronous = result instanceof Promise;
    work.check(await result);
    return new Measurement(work, asynchronous);
  }

  /** The samples of one round, in the unit of the case. */
  async round({ milliseconds, warmUp }: Budget): Promise<readonly number[]> {
    // A collection that another case's garbage brings on would be charged to this one.
    globalThis.gc?.();
    const work = this.#work;
    const samples =
      "run" in work ? await this.#time(work, milliseconds, this.#warm ? 0 : warmUp) : await work.sample(milliseconds);
    this.#warm = true;
    if (samples.length === 0) throw new Unavailable("no sample was taken");
    return samples;
  }

  async #time(work: TimedWork, milliseconds: number, warmUp: number): Promise<number[]> {
    const bench = new Bench({
      time: milliseconds,
      iterations: 1,
      warmup: warmUp > 0,
      warmupTime: warmUp,
      warmupIterations: 1,
      retainSamples: true,
      subtractTimerOverhead: true,
      throws: true,
    });
    bench.add("case", work.run, { async: this.#asynchronous });
    const [task] = this.#asynchronous ? await bench.run() : bench.runSync();
    const result = task?.result;
    if (result === undefined || !("latency" in result)) throw new Error(`tinybench ended in ${result?.state}`);
    const perMicrosecond = 1000 / (work.operations ?? 1);
    return (result.latency.samples ?? []).map((latency) => latency * perMicrosecond);
  }
}
