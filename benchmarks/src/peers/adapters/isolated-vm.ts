import { lookup, type Peer } from "../peer.ts";
import { importPeer } from "../peers-folder.ts";

interface Context {
  readonly global: { setSync(name: string, value: unknown): void };
  evalSync(source: string, options: { copy: true }): unknown;
  release(): void;
}

interface Isolate {
  createContextSync(): Context;
  dispose(): void;
}

interface IsolatedVm {
  readonly Isolate: new (options: { memoryLimit: number }) => Isolate;
  readonly Callback: new (fn: (n: number) => number) => unknown;
}

const LIMIT = { memoryLimit: 32 };
const FLAGS = ["--no-node-snapshot"];

async function load(): Promise<IsolatedVm> {
  return (await importPeer<{ default: IsolatedVm }>("isolated-vm")).default;
}

function evaluate(ivm: IsolatedVm, context: Context, source: string, host: boolean): unknown {
  if (host) context.global.setSync("lookup", new ivm.Callback(lookup));
  return context.evalSync(source, { copy: true });
}

export const isolatedVmIsolate: Peer = {
  id: "isolated-vm-isolate",
  title: "isolated-vm",
  dialect: "javascript",
  fresh: "isolate and context",
  caveat: "Its synchronous calls, which block the event loop. A native addon, with V8's own JIT.",
  flags: FLAGS,
  open: async () => {
    const ivm = await load();
    return {
      evaluate: (source, host) => {
        const isolate = new ivm.Isolate(LIMIT);
        try {
          return evaluate(ivm, isolate.createContextSync(), source, host);
        } finally {
          isolate.dispose();
        }
      },
    };
  },
};

export const isolatedVmContext: Peer = {
  id: "isolated-vm-context",
  title: "isolated-vm",
  dialect: "javascript",
  fresh: "context",
  caveat: "Its synchronous calls, which block the event loop. Contexts share an isolate and its memory limit.",
  flags: FLAGS,
  open: async () => {
    const ivm = await load();
    const isolate = new ivm.Isolate({ memoryLimit: 256 });
    return {
      evaluate: (source, host) => {
        const context = isolate.createContextSync();
        try {
          return evaluate(ivm, context, source, host);
        } finally {
          context.release();
        }
      },
    };
  },
};
