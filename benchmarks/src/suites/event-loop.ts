import { rejects } from "node:assert/strict";
import { Sandbox, TimeoutError } from "@kobako/host";
import type { Case, Figure, Suite } from "../method/case.ts";
import { warmSandbox } from "./sandbox-work.ts";

const SECOND = 1000;
const INTERVAL = 1;

/** How late each tick of a 1 ms interval came while `work` went on, in µs. */
async function lags(work: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  let last = performance.now();
  const tick = (): void => {
    const now = performance.now();
    found.push(Math.max(0, now - last - INTERVAL) * 1000);
    last = now;
  };
  const timer = setInterval(tick, INTERVAL);
  await work();
  clearInterval(timer);
  tick(); // a tick that never came is as late as the end
  return found;
}

function lagCase(id: string, measures: string, caveat: string, work: () => Promise<unknown>): Case {
  return {
    id,
    unit: "µs",
    measures,
    caveat,
    prepare: async () => {
      await warmSandbox();
      return { sample: () => lags(work) };
    },
  };
}

const loopForASecond = (): Promise<void> => rejects(new Sandbox({ timeout: SECOND }).eval("loop {}"), TimeoutError);

function worst(id: string, from: string, measures: string, goal?: Figure["goal"]): Figure {
  return {
    id,
    unit: "µs",
    measures,
    caveat: "The worst tick of a second; what else the machine does is in it: see `idle-worst`.",
    ...(goal === undefined ? {} : { goal }),
    from: [from],
    of: "worst",
    compute: (value) => value,
  };
}

export const suite: Suite = {
  name: "event-loop",
  about: "How late a 1 ms interval timer of the same thread ticks while scripts compute.",
  cases: [
    lagCase(
      "idle",
      "Nothing runs: how late ticks come on this machine anyway.",
      "The floor for the other two.",
      () => new Promise((resolve) => setTimeout(resolve, SECOND)),
    ),
    lagCase(
      "one-loop",
      "One script loops for a second under `eval`.",
      "Not with `evalSync`, which holds the thread until the script ends.",
      loopForASecond,
    ),
    lagCase(
      "eight-loops",
      "Eight scripts loop for a second at the same time, on this one thread.",
      "Not with worker threads: nothing here leaves the thread.",
      () => Promise.all(Array.from({ length: 8 }, loopForASecond)),
    ),
  ],
  figures: [
    worst("idle-worst", "idle", "The latest tick of an idle second."),
    worst("one-loop-worst", "one-loop", "The latest tick while one script loops for a second.", {
      bound: "at most",
      value: 15_000,
    }),
    worst("eight-loops-worst", "eight-loops", "The latest tick while eight scripts loop."),
  ],
};
