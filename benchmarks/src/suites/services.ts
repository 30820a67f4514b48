import type { Case, Suite } from "../method/case.ts";
import { evalSyncWork, evalWork, repeat, warmSandbox } from "./sandbox-work.ts";

const CALLS = 1000;

class Cursor {
  next(): number {
    return 7;
  }
}

/** `step`, a thousand times in one eval. */
function loop(id: string, step: string, texts: Omit<Case, "id" | "unit" | "prepare">, sync = false): Case {
  return {
    id,
    unit: "µs",
    ...texts,
    prepare: async () => {
      const sandbox = (await warmSandbox())
        .bind("Plain", () => 7)
        .bind("Later", async () => 7)
        .bind("Counter", { open: () => new Cursor(), add: (number: number) => number + 1 })
        .bind("Named", ({ id: key }: { id: number }) => key);
      return (sync ? evalSyncWork : evalWork)(sandbox, repeat(step, CALLS), CALLS, CALLS);
    },
  };
}

const SHARED = "Not with a single call in its own eval: the eval is divided by a thousand here.";

export const suite: Suite = {
  name: "services",
  about: "A script calls the host: both codecs, the gate, the function, and both crossings, per call.",
  cases: [
    loop("no-call", "7", {
      measures: "The loop itself, without a call: what to take off the others.",
      caveat: SHARED,
    }),
    loop("call", "Plain.call", {
      measures: "A bound function that returns a small integer; the loop around it included.",
      caveat: SHARED,
      goal: { bound: "at most", value: 1.5 },
      rubyGem: { current: 5.7, before: 6.6 },
    }),
    loop(
      "call-sync",
      "Plain.call",
      { measures: "The same in `evalSync`.", caveat: "With the asynchronous one: they should not differ." },
      true,
    ),
    loop("method-with-argument", "Counter.add(i)", {
      measures: "A method of a bound object with one integer argument.",
      caveat: SHARED,
    }),
    loop("keyword", "Named.call(id: i)", {
      measures: "One keyword argument.",
      caveat: "Not with positional ones: a keyword is a Symbol and an object more.",
    }),
    loop("handle-chain", "Counter.open.next", {
      measures: "Two calls: one returns an object, which crosses as a Handle, the other calls it.",
      caveat: "Not with one call; and each of the thousand objects stays in the Handle table.",
    }),
    loop("async-call", "Later.call", {
      measures: "A Service that returns a Promise: the script waits for it.",
      caveat: "Not with real waiting: the Promise is resolved already.",
      goal: { bound: "at most", value: 4 },
    }),
    {
      id: "one-call",
      unit: "µs",
      measures: "One call alone in an eval, all of the eval included.",
      caveat: "Not with the calls per thousand above.",
      rubyGem: { current: 71.2 },
      prepare: async () =>
        evalWork(
          (await warmSandbox()).bind("Plain", () => 7),
          "Plain.call",
          7,
        ),
    },
  ],
  figures: [
    {
      id: "call-net",
      unit: "µs",
      measures: "A call without the loop around it.",
      caveat: "The Ruby gem's 5.7 µs have the loop in them.",
      from: ["call", "no-call"],
      compute: (call, none) => call - none,
    },
    {
      id: "async-call-net",
      unit: "µs",
      measures: "An asynchronous call without the loop around it.",
      caveat: "The Promise is resolved already.",
      from: ["async-call", "no-call"],
      compute: (call, none) => call - none,
    },
  ],
};
