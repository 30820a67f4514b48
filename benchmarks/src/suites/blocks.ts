import type { Block, Sandbox } from "@kobako/host";
import type { Case, Suite } from "../method/case.ts";
import { evalWork, warmSandbox } from "./sandbox-work.ts";

const YIELDS = 1000;

async function withServices(): Promise<Sandbox> {
  return (await warmSandbox())
    .bind("Never", (_block: Block) => 0)
    .bind("Times", (count: number, block: Block) => {
      let last: unknown = null;
      for (let index = 0; index < count; index++) last = block(index);
      return last;
    })
    .bind("Later", async (count: number, block: Block) => {
      let last: unknown = null;
      for (let index = 0; index < count; index++) last = await block.async(index);
      return last;
    });
}

function blockCase(source: string, expected: unknown, operations: number, texts: Omit<Case, "unit" | "prepare">): Case {
  return {
    unit: "µs",
    ...texts,
    prepare: async () => evalWork(await withServices(), source, expected, operations),
  };
}

export const suite: Suite = {
  name: "blocks",
  about: "A Service calls the script's block.",
  cases: [
    blockCase("Never.call { |x| x }", 0, 1, {
      id: "never",
      measures: "A Service that gets a block and does not call it; the eval included.",
      caveat: "Not with yields per thousand below: this is a whole eval.",
      rubyGem: { current: 76.7 },
    }),
    blockCase("Times.call(1) { |x| x }", 0, 1, {
      id: "one-yield",
      measures: "The same with one call of the block.",
      caveat: "Not with yields per thousand below: this is a whole eval.",
      rubyGem: { current: 79 },
    }),
    blockCase(`Times.call(${YIELDS}) { |x| x }`, YIELDS - 1, YIELDS, {
      id: "yield",
      measures: "One of a thousand calls of the block in one Service call.",
      caveat: "Not with one yield in its own eval: the eval is divided by a thousand here.",
      goal: { bound: "at most", value: 1 },
      rubyGem: { current: 3.1 },
    }),
    blockCase(`Later.call(${YIELDS}) { |x| x }`, YIELDS - 1, YIELDS, {
      id: "async-yield",
      measures: "One of a thousand `await block.async(…)`, in which the block could wait.",
      caveat: "Not with `block(…)`, which cannot suspend.",
    }),
    blockCase("Times.call(1000) { |x| break x }", 0, 1, {
      id: "break",
      measures: "A block that says `break` at its first call; the eval included.",
      caveat: "Not with yields per thousand above: this is a whole eval.",
      rubyGem: { current: 205.6 },
    }),
  ],
};
