import { strictEqual } from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { Sandbox } from "@kobako/host";
import { quotient, type Suite } from "../method/case.ts";
import { evalSyncWork, evalWork, expectValue, turn, warmSandbox } from "./sandbox-work.ts";

const CONSTRUCTED = 100;

/** So many statements that the compiler sees and that never run. */
function statements(count: number): string {
  return `${Array.from({ length: count - 1 }, (_, index) => `x${index % 20} = ${index} if false`).join("\n")}\nnil`;
}

export const suite: Suite = {
  name: "eval",
  about: "One script in a state that no other script has touched: construction, evaluation, compilation.",
  cases: [
    {
      id: "nil",
      unit: "µs",
      measures: '`await sandbox.eval("nil")` one right after the other: clean memory, output capture, usage.',
      caveat: "Not with a reused context of an engine that keeps state: here, nothing of the last script is left.",
      goal: { bound: "at most", value: 30 },
      rubyGem: { current: 61, before: 135 },
      prepare: async () => evalWork(await warmSandbox(), "nil", null),
    },
    {
      id: "nil-after-a-turn",
      unit: "µs",
      measures: "The same when the event loop had a turn in between, in which memory was cleaned ahead of time.",
      caveat: "Not for throughput: the cleaning is in the pause, which is not measured.",
      prepare: async () => {
        const sandbox = await warmSandbox();
        return {
          sample: async (milliseconds) => {
            const samples: number[] = [];
            const end = performance.now() + milliseconds;
            do {
              await turn();
              const start = performance.now();
              await sandbox.eval("nil");
              samples.push((performance.now() - start) * 1000);
            } while (performance.now() < end);
            return samples;
          },
        };
      },
    },
    {
      id: "nil-sync",
      unit: "µs",
      measures: '`sandbox.evalSync("nil")` one right after the other.',
      caveat: "Not with asynchronous peers: there is no Promise in it.",
      prepare: async () => evalSyncWork(await warmSandbox(), "nil", null),
    },
    {
      id: "node-vm",
      unit: "µs",
      measures: '`vm.runInNewContext("null")`: a new context of node:vm for each evaluation.',
      caveat: "Not as a peer in safety: node:vm is no security boundary and has neither limits nor captured output.",
      prepare: () => ({ run: () => runInNewContext("null"), check: (result) => strictEqual(result, null) }),
    },
    {
      id: "construct",
      unit: "µs",
      measures: "`new Sandbox({ timeout, memoryLimit })`, not used any further.",
      caveat: "Not with the first one of a process, which also loads modules.",
      goal: { bound: "at most", value: 2 },
      rubyGem: { current: 2.9, before: 128 },
      prepare: async () => {
        await warmSandbox();
        const construct = (): Sandbox => new Sandbox({ timeout: 1000, memoryLimit: 1_048_576 });
        return {
          run: () => {
            let last = construct();
            for (let count = 1; count < CONSTRUCTED; count++) last = construct();
            return last;
          },
          operations: CONSTRUCTED,
          check: (result) => strictEqual((result as Sandbox).timeout, 1000),
        };
      },
    },
    {
      id: "construct-and-eval",
      unit: "µs",
      measures: '`await new Sandbox().eval("nil")`: a Sandbox for every request.',
      caveat:
        "Not with engines that start a virtual machine here: a Sandbox is configuration, the guest is there already.",
      rubyGem: { current: 61 },
      prepare: async () => {
        await warmSandbox();
        return { run: () => new Sandbox().eval("nil"), check: expectValue(null) };
      },
    },
    ...[20, 100, 400].map((count) => ({
      id: `statements-${count}`,
      unit: "µs" as const,
      measures: `A script of ${count} statements that do not run: what compiling costs, every time.`,
      caveat: "Not with `run`, whose snippets are compiled once.",
      prepare: async () => evalWork(await warmSandbox(), statements(count), null),
    })),
  ],
  figures: [
    {
      id: "node-vm/nil",
      unit: "×",
      measures: "How many times as fast `eval` is as a new context of node:vm, in the same rounds.",
      caveat: "Holds for evaluations as small as this one: JavaScript itself runs faster than Ruby.",
      goal: { bound: "at least", value: 8 },
      from: ["node-vm", "nil"],
      compute: quotient,
    },
    {
      id: "per-statement",
      unit: "µs",
      measures: "What one more statement costs to compile.",
      caveat: "Statements of about 15 characters; longer ones cost more.",
      from: ["statements-20", "statements-400"],
      compute: (few, many) => (many - few) / 380,
    },
  ],
};
