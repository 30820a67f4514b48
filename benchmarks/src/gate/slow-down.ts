import type { Case, TimedWork } from "../method/case.ts";

/** How much longer the planted case takes: well beyond what the gate forgives. */
const SHARE = 0.35;

function spinUntil(end: number): void {
  while (performance.now() < end);
}

function slower({ run, ...work }: TimedWork): TimedWork {
  const slowRun = (): unknown => {
    const start = performance.now();
    const finish = (value: unknown): unknown => {
      const now = performance.now();
      spinUntil(now + (now - start) * SHARE);
      return value;
    };
    const result = run();
    return result instanceof Promise ? result.then(finish) : finish(result);
  };
  return { run: slowRun, ...work };
}

/** The same case, really slower: the gate's positive control. */
export function withSlowDown(one: Case): Case {
  return {
    ...one,
    prepare: async () => {
      const work = await one.prepare();
      if (!("run" in work)) throw new Error(`${one.id} takes its own samples and cannot be slowed down`);
      return slower(work);
    },
  };
}
