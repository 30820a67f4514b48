import type { Execution, RunOptions, Sandbox } from "@kobako/host";
import type { Case, Suite } from "../method/case.ts";
import { expectValue, warmSandbox } from "./sandbox-work.ts";

const SNIPPET = `
Noop = -> { nil }
Echo = ->(value) { value }
Greet = ->(name:) { name }
Same = ->(object) { object }
`;

class Visitor {
  name(): string {
    return "Ada";
  }
}

const visitor = new Visitor();
const CAVEAT = "Not with `eval`: nothing is compiled here, the snippet was when the Sandbox was sealed.";

interface Call {
  readonly id: string;
  readonly measures: string;
  readonly target: string;
  readonly args?: unknown[];
  readonly options?: RunOptions;
  readonly expected: unknown;
  readonly texts?: Pick<Case, "goal" | "rubyGem">;
}

async function sealed(): Promise<Sandbox> {
  const sandbox = (await warmSandbox()).preload({ code: SNIPPET, name: "Entrypoints" });
  await sandbox.seal();
  return sandbox;
}

function runCase({ id, measures, target, args = [], options, expected, texts = {} }: Call): Case {
  return {
    ...{ id, unit: "µs", measures, caveat: CAVEAT, ...texts },
    prepare: async () => {
      const sandbox = await sealed();
      return { run: () => sandbox.run(target, args, options), check: expectValue(expected) };
    },
  };
}

export const suite: Suite = {
  name: "run",
  about: "An entrypoint that a snippet defined, called again and again, each time from the same state.",
  cases: [
    runCase({
      id: "no-arguments",
      measures: '`await sandbox.run("Noop")`.',
      target: "Noop",
      expected: null,
      texts: { goal: { bound: "at most", value: 35 }, rubyGem: { current: 81, before: 165 } },
    }),
    runCase({
      id: "one-argument",
      measures: "One integer in and out.",
      target: "Echo",
      args: [42],
      expected: 42,
      texts: { rubyGem: { current: 81.7 } },
    }),
    runCase({
      id: "record",
      measures: "A record of five fields in and out.",
      target: "Echo",
      args: [{ id: 42, name: "Ada", admin: true, tags: ["a", "b"], score: 0.5 }],
      expected: { id: 42, name: "Ada", admin: true, tags: ["a", "b"], score: 0.5 },
    }),
    runCase({
      id: "keyword",
      measures: "One keyword argument.",
      target: "Greet",
      options: { kwargs: { name: "Ada" } },
      expected: "Ada",
      texts: { rubyGem: { current: 87.6 } },
    }),
    runCase({
      id: "host-object",
      measures: "A host object in and out: it crosses as a Handle and comes back as itself.",
      target: "Same",
      args: [visitor],
      expected: visitor,
      texts: { rubyGem: { current: 78.1 } },
    }),
    {
      id: "no-arguments-sync",
      unit: "µs",
      measures: '`sandbox.runSync("Noop")`.',
      caveat: CAVEAT,
      prepare: async () => {
        const sandbox = await sealed();
        return { run: (): Execution => sandbox.runSync("Noop"), check: expectValue(null) };
      },
    },
  ],
};
