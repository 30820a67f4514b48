import type { Peer } from "../peer.ts";
import { importPeer } from "../peers-folder.ts";
import { lookup } from "../peer.ts";

interface QuickJsHandle extends Disposable {
  dispose(): void;
}

interface QuickJsContext extends QuickJsHandle {
  readonly global: QuickJsHandle;
  newFunction(name: string, fn: (n: QuickJsHandle) => QuickJsHandle): QuickJsHandle;
  newNumber(value: number): QuickJsHandle;
  getNumber(handle: QuickJsHandle): number;
  setProp(object: QuickJsHandle, key: string, value: QuickJsHandle): void;
  evalCode(source: string): unknown;
  unwrapResult(result: unknown): QuickJsHandle;
  dump(handle: QuickJsHandle): unknown;
}

interface QuickJs {
  newContext(): QuickJsContext;
  newRuntime(): { newContext(): QuickJsContext };
}

function evaluate(context: QuickJsContext, source: string, host: boolean): unknown {
  try {
    if (host) {
      using fn = context.newFunction("lookup", (n) => context.newNumber(lookup(context.getNumber(n))));
      context.setProp(context.global, "lookup", fn);
    }
    using result = context.unwrapResult(context.evalCode(source));
    return context.dump(result);
  } finally {
    context.dispose();
  }
}

async function load(): Promise<QuickJs> {
  const { getQuickJS } = await importPeer<{ getQuickJS(): Promise<QuickJs> }>("quickjs-emscripten");
  return getQuickJS();
}

export const quickJsRuntime: Peer = {
  id: "quickjs-runtime",
  title: "quickjs-emscripten",
  dialect: "javascript",
  fresh: "runtime and context",
  caveat: "No limits are set. One WebAssembly memory serves all runtimes.",
  open: async () => {
    const quickJs = await load();
    return { evaluate: (source, host) => evaluate(quickJs.newContext(), source, host) };
  },
};

export const quickJsContext: Peer = {
  id: "quickjs-context",
  title: "quickjs-emscripten",
  dialect: "javascript",
  fresh: "context",
  caveat: "No limits are set. Contexts share a runtime: its heap, its limits, its queue of jobs.",
  open: async () => {
    const runtime = (await load()).newRuntime();
    return { evaluate: (source, host) => evaluate(runtime.newContext(), source, host) };
  },
};
