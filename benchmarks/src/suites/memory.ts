import { Sandbox } from "@kobako/host";
import { type Case, type Suite, Unavailable } from "../method/case.ts";
import { warmSandbox } from "./sandbox-work.ts";

const TENANTS = 1000;

/** Snippets that no tenant before had: equal setups would share one Image. */
let snippets = 0;

/** Bytes that this process holds: JavaScript's heap and what lies outside of it. */
function held(): number {
  if (globalThis.gc === undefined) throw new Unavailable("memory needs Node's --expose-gc");
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function tenantCase(texts: Omit<Case, "unit" | "prepare">, make: (index: number) => Promise<Sandbox> | Sandbox): Case {
  return {
    unit: "bytes",
    ...texts,
    prepare: async () => {
      await warmSandbox();
      return {
        sample: async () => {
          const before = held();
          const tenants: Sandbox[] = [];
          for (let index = 0; index < TENANTS; index++) tenants.push(await make(index));
          const bytes = (held() - before) / TENANTS;
          // Read after the measurement, so that the tenants live until then.
          return tenants.length === TENANTS ? [bytes] : [];
        },
      };
    },
  };
}

const CAVEAT = "JavaScript heap and external memory after a collection, not the resident size of the process.";

export const suite: Suite = {
  name: "memory",
  about: "What a tenant costs who does nothing at the moment: one Sandbox each, a thousand of them.",
  cases: [
    tenantCase(
      {
        id: "constructed",
        measures: "A Sandbox with limits of its own that has not run anything.",
        caveat: CAVEAT,
        rubyGem: { current: 1024, before: 580 * 1024 },
      },
      () => new Sandbox({ timeout: 1000, memoryLimit: 1_048_576 }),
    ),
    tenantCase(
      {
        id: "used",
        measures: "A Sandbox with a Service of its own that has run one script.",
        caveat: CAVEAT,
        rubyGem: { current: 1024, before: 580 * 1024 },
      },
      async (index) => {
        const sandbox = new Sandbox({ timeout: 1000 }).bind("Tenant::Id", () => index);
        await sandbox.eval("Tenant::Id.call");
        return sandbox;
      },
    ),
    tenantCase(
      {
        id: "own-snippet",
        measures: "The same with a snippet of its own besides, which makes an Image of its own.",
        caveat: CAVEAT,
      },
      async () => {
        const code = `Price = ->(amount) { amount * ${++snippets} }`;
        const sandbox = new Sandbox({ timeout: 1000 }).preload({ code, name: "Price" });
        await sandbox.run("Price", [2]);
        return sandbox;
      },
    ),
  ],
};
