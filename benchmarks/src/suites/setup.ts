import type { Case, Figure, Suite } from "../method/case.ts";
import { expectValue, warmSandbox } from "./sandbox-work.ts";

const SNIPPETS = [0, 8, 64] as const;
const BINDINGS = [0, 32, 256] as const;

function helper(index: number): { code: string; name: string } {
  const code = `module Helper${index}\n  def self.call(x) = x + ${index}\n  LIMIT = ${index}\nend`;
  return { code, name: `Helper${index}` };
}

function snippetCase(count: number): Case {
  return {
    id: `snippets-${count}`,
    unit: "µs",
    measures: `\`run\` of an entrypoint with ${count} helper snippets preloaded besides.`,
    caveat: "Not with the first invocation, which loads the snippets and keeps what they made.",
    goal: { bound: "at most", value: 35 },
    rubyGem: { current: ({ 0: 75.3, 8: 133, 64: 591.2 } as const)[count as 0 | 8 | 64] },
    prepare: async () => {
      const sandbox = (await warmSandbox()).preload({ code: "Noop = -> { nil }", name: "Noop" });
      for (let index = 0; index < count; index++) sandbox.preload(helper(index));
      return { run: () => sandbox.run("Noop"), check: expectValue(null) };
    },
  };
}

function bindingCase(count: number): Case {
  return {
    id: `bindings-${count}`,
    unit: "µs",
    measures: `\`eval("nil")\` with ${count} Services bound in one namespace.`,
    caveat: "Not with calls of them: none is called here.",
    prepare: async () => {
      const sandbox = await warmSandbox();
      for (let index = 0; index < count; index++) sandbox.bind(`Api::Member${index}`, () => index);
      return { run: () => sandbox.eval("nil"), check: expectValue(null) };
    },
  };
}

function preloadCase(count: number): Case {
  return {
    id: `first-run-${count}`,
    unit: "µs",
    measures: `A new Sandbox, ${count} snippets and the first \`run\`, when the same setup was used before.`,
    caveat: "Not with a setup that this process never saw: equal setups share one Image.",
    prepare: async () => {
      await warmSandbox();
      const { Sandbox } = await import("@kobako/host");
      return {
        run: () => {
          const sandbox = new Sandbox().preload({ code: "Noop = -> { nil }", name: "Noop" });
          for (let index = 0; index < count; index++) sandbox.preload(helper(index));
          return sandbox.run("Noop");
        },
        check: expectValue(null),
      };
    },
  };
}

function perPiece(id: string, what: string, from: readonly [string, string], count: number): Figure {
  return {
    id,
    unit: "µs",
    measures: `What one more ${what} costs every invocation.`,
    caveat: "A difference of two medians: less than a tenth of a microsecond is nothing.",
    from,
    compute: (none, many) => (many - none) / count,
  };
}

export const suite: Suite = {
  name: "setup",
  about: "Whether snippets and Services cost an invocation anything: they are part of the Image that it starts from.",
  cases: [...SNIPPETS.map(snippetCase), ...BINDINGS.map(bindingCase), preloadCase(1), preloadCase(64)],
  figures: [
    { ...perPiece("per-snippet", "snippet", ["snippets-0", "snippets-64"], 64), rubyGem: { current: 7.5 } },
    perPiece("per-binding", "Service", ["bindings-0", "bindings-256"], 256),
  ],
};
