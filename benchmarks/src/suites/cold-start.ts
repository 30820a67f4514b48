import { peerUrl } from "../peers/peers-folder.ts";
import type { Case, Suite } from "../method/case.ts";
import { buildPackages, runBuilt } from "./built-packages.ts";

/** What each process says last: milliseconds since it began. */
const SAY = "process.stdout.write(String(performance.now()));";

const EVAL = `
import { Sandbox } from "@kobako/host";
await new Sandbox().eval("nil");
${SAY}`;

const EVAL_SYNC = `
import { Sandbox } from "@kobako/host";
new Sandbox().evalSync("nil");
${SAY}`;

/** Prints how long the last of three parts takes; the parts before it are over by then. */
function lastOf(...parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return `${parts.slice(0, -1).join("\n")}
const started = performance.now();
${last}
process.stdout.write(String(performance.now() - started));`;
}

const IMPORT = `const { Sandbox } = await import("@kobako/host");`;
const LOAD = `const sandbox = await new Sandbox().warm();`;
const FIRST = `await sandbox.eval("nil");`;

const isolatedVm = (): string => `
import ivm from ${JSON.stringify(peerUrl("isolated-vm"))};
const context = await new ivm.Isolate({ memoryLimit: 32 }).createContext();
await context.eval("null");
${SAY}`;

/** Milliseconds until the process of `code` said so, and until it was gone. */
async function start(code: string, flags: readonly string[]): Promise<{ said: number; gone: number }> {
  const before = performance.now();
  const stdout = await runBuilt(code, flags);
  return { said: Number(stdout), gone: performance.now() - before };
}

function coldCase(
  id: string,
  measures: string,
  source: string | (() => string),
  moment: "said" | "gone",
  flags: readonly string[] = [],
): Case {
  return {
    ...{ id, unit: "µs", measures },
    caveat: "Every sample is a process of its own; the disk's caches are warm.",
    compiles: true,
    prepare: async () => {
      const code = typeof source === "string" ? source : source();
      await buildPackages();
      return { sample: async () => [(await start(code, flags))[moment] * 1000] };
    },
  };
}

export const suite: Suite = {
  name: "cold-start",
  about: "From nothing to a first result: module loading, compiling the guest, an instance, one eval.",
  cases: [
    coldCase("node-first", "A process of Node that only says that it is there: until it does.", SAY, "said"),
    coldCase("node-exit", "The same until the process is gone.", SAY, "gone"),
    coldCase(
      "eval-first",
      "A process that imports @kobako/host and awaits one `eval`: until the result.",
      EVAL,
      "said",
    ),
    coldCase("eval-exit", "The same until the process is gone.", EVAL, "gone"),
    coldCase("eval-sync-first", "A process that imports @kobako/host and calls `evalSync`.", EVAL_SYNC, "said"),
    coldCase("import", "Of that, importing @kobako/host.", lastOf(IMPORT), "said"),
    coldCase(
      "load",
      "Of that, reading, checking and compiling the guest, and one instance.",
      lastOf(IMPORT, LOAD),
      "said",
    ),
    coldCase(
      "first-eval",
      "Of that, the first `eval`, in which V8 compiles what it calls.",
      lastOf(IMPORT, LOAD, FIRST),
      "said",
    ),
    coldCase(
      "isolated-vm-first",
      "A process that imports isolated-vm and evaluates `null` in a new isolate.",
      isolatedVm,
      "said",
      ["--no-node-snapshot"],
    ),
  ],
  figures: [
    {
      id: "first-result",
      unit: "µs",
      measures: "What kobako adds to Node until the first result.",
      caveat: "With the disk's caches warm; the first start after an install takes longer.",
      from: ["eval-first", "node-first"],
      compute: (evaluated, bare) => evaluated - bare,
    },
    {
      id: "isolated-vm-result",
      unit: "µs",
      measures: "What isolated-vm adds to Node until the first result.",
      caveat: "JavaScript, by V8 itself, which the process has loaded already.",
      from: ["isolated-vm-first", "node-first"],
      compute: (evaluated, bare) => evaluated - bare,
    },
    {
      id: "whole-process",
      unit: "µs",
      measures: "What kobako adds to Node until the process is gone.",
      caveat: "A process that goes on for longer does not wait for V8's background compilation.",
      from: ["eval-exit", "node-exit"],
      compute: (evaluated, bare) => evaluated - bare,
    },
  ],
};
