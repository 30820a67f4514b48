import type { Case, Suite } from "../method/case.ts";
import { evalWork, expectValue, repeat, warmSandbox } from "./sandbox-work.ts";

class Token {
  ping(): number {
    return 1;
  }
}

const COUNTS = [1, 100, 10_000, 100_000] as const;
const PUBLISHED: ReadonlyMap<number, number> = new Map([
  [1, 0.675],
  [100, 0.525],
  [10_000, 0.49],
  [100_000, 0.646],
]);

function issueCase(count: number): Case {
  const gem = PUBLISHED.get(count);
  return {
    id: `issue-${count}`,
    unit: "µs",
    measures: `${count.toLocaleString("en")} new objects as arguments of one \`run\`: per object, with the run's share.`,
    caveat: "The Ruby gem's figure is its table alone, without crossing; for few objects, this is the run.",
    ...(gem === undefined ? {} : { rubyGem: { current: gem } }),
    prepare: async () => {
      const sandbox = (await warmSandbox({ memoryLimit: null })).preload({
        code: "Size = ->(all) { all.size }",
        name: "Size",
      });
      const objects = Array.from({ length: count }, () => new Token());
      return { run: () => sandbox.run("Size", [objects]), operations: count, check: expectValue(count) };
    },
  };
}

export const suite: Suite = {
  name: "handles",
  about: "Host objects in the hands of a script.",
  cases: [
    ...COUNTS.map(issueCase),
    {
      id: "call-handle",
      unit: "µs",
      measures: "A method of one Handle, called a thousand times in one eval; per call.",
      caveat: "Not with a chain that makes a new Handle each time.",
      prepare: async () => {
        const token = new Token();
        const sandbox = (await warmSandbox()).bind("Desk", { token: () => token });
        return evalWork(sandbox, `t = Desk.token\n${repeat("t.ping", 1000)}`, 1000, 1000);
      },
    },
    {
      id: "among-100000",
      unit: "µs",
      measures: "The same call when the Handle table holds 100 000 objects besides; per call, with filling it.",
      caveat: "Filling the table is in it: compare with `issue-100000` and `call-handle` together.",
      prepare: async () => {
        const code = "Work = ->(all) { t = all[0]; i = 0; while i < 100_000; t.ping; i += 1; end; i }";
        const sandbox = (await warmSandbox({ memoryLimit: null })).preload({ code, name: "Work" });
        const objects = Array.from({ length: 100_000 }, () => new Token());
        return { run: () => sandbox.run("Work", [objects]), operations: 100_000, check: expectValue(100_000) };
      },
    },
  ],
};
