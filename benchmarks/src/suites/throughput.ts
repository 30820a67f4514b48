import { strictEqual } from "node:assert/strict";
import type { Sandbox } from "@kobako/host";
import type { Case, Goal, Suite } from "../method/case.ts";
import { warmSandbox } from "./sandbox-work.ts";

const FORMULA = "price = 120\nquantity = 3\nprice * quantity * (quantity > 2 ? 90 : 100) / 100";

/** How many evals per second `clients` get through that each start the next as soon as the last is done. */
async function perSecond(sandbox: Sandbox, source: string, clients: number, milliseconds: number): Promise<number> {
  let done = 0;
  const start = performance.now();
  const end = start + milliseconds;
  const client = async (): Promise<void> => {
    do {
      await sandbox.eval(source);
      done += 1;
    } while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (done * 1000) / (performance.now() - start);
}

function rate(id: string, measures: string, source: string, clients: number, goal?: Goal): Case {
  return {
    ...{ id, unit: "per second", measures },
    caveat: "One thread, evals from a clean state; not with requests per second of a server.",
    ...(goal === undefined ? {} : { goal }),
    ...(source === "nil" && clients === 1 ? { rubyGem: { current: 16_000, before: 7500 } } : {}),
    prepare: async () => {
      const sandbox = await warmSandbox();
      if (source === FORMULA) strictEqual((await sandbox.eval(source)).value, 324);
      await perSecond(sandbox, source, clients, 50);
      return { sample: async (milliseconds) => [await perSecond(sandbox, source, clients, milliseconds)] };
    },
  };
}

export const suite: Suite = {
  name: "throughput",
  about: "How many isolated evals one thread gets through in a second.",
  cases: [
    rate("nil-1", '`eval("nil")`, one after the other.', "nil", 1, { bound: "at least", value: 30_000 }),
    rate("nil-8", '`eval("nil")`, 8 at a time.', "nil", 8),
    rate("nil-64", '`eval("nil")`, 64 at a time.', "nil", 64),
    rate("formula-1", "A formula of three lines, one after the other.", FORMULA, 1),
    rate("formula-64", "A formula of three lines, 64 at a time.", FORMULA, 64),
  ],
};
