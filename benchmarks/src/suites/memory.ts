import { Sandbox } from "@kobako/host";
import { type Case, type Suite, Unavailable } from "../method/case.ts";
import { buildPackages, runBuilt } from "./built-packages.ts";
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

/** Milliseconds between the last thing that a process did and the measurement. */
const REST = 1000;

const SAY = `
await new Promise((resolve) => setTimeout(resolve, ${REST}));
process.stdout.write(String(process.memoryUsage.rss()));`;

const OPEN_TENANTS = `
import { Sandbox } from "@kobako/host";
const tenants = [];
for (let index = 0; index < ${TENANTS}; index++) {
  const code = "Price = ->(amount) { amount * " + index + " }";
  const sandbox = new Sandbox({ timeout: 1000 }).bind("Tenant::Id", () => index).preload({ code, name: "Price" });
  await sandbox.run("Price", [2]);
  tenants.push(sandbox);
}`;

function processCase(
  texts: Omit<Case, "unit" | "prepare" | "caveat">,
  code: string,
  flags: readonly string[] = [],
): Case {
  return {
    unit: "bytes",
    caveat: "Resident size; pages of Node's own program, half of it, are shared by all its processes.",
    compiles: true,
    ...texts,
    prepare: async () => {
      await buildPackages();
      return { sample: async () => [Number(await runBuilt(code + SAY, flags))] };
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
    processCase({ id: "node-process", measures: "A process of Node that does nothing." }, ""),
    processCase(
      {
        id: "tenants-process",
        measures: "A process with a thousand tenants, each with a Service and a snippet of its own, all used once.",
        goal: { bound: "at most", value: 80 * 2 ** 20 },
      },
      OPEN_TENANTS,
    ),
    processCase(
      {
        id: "tenants-small-process",
        measures: "The same with `node --max-semi-space-size=1 --no-maglev`: see docs/multi-tenancy.md.",
        goal: { bound: "at most", value: 80 * 2 ** 20 },
      },
      OPEN_TENANTS,
      ["--max-semi-space-size=1", "--no-maglev"],
    ),
  ],
  figures: [
    {
      id: "above-node",
      unit: "bytes",
      measures: "What a thousand tenants and kobako itself add to Node.",
      caveat: "With the code of Node that only who runs anything loads, some 8 MiB.",
      from: ["tenants-process", "node-process"],
      compute: (tenants, node) => tenants - node,
    },
  ],
};
