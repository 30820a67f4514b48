import { type FunctionRunner, rackEnv, readRackResponse, type RunResult } from "@kobako/app-serverless";
import { importPeer } from "../peers/peers-folder.ts";

interface Script {
  run(context: Context, options: RunOptions): Promise<unknown>;
  runSync(context: Context, options: RunOptions): unknown;
}

interface Context {
  release(): void;
  readonly global: {
    set(name: string, value: unknown, options: Copy): Promise<void>;
    setSync(name: string, value: unknown, options: Copy): void;
  };
}

interface Copy {
  readonly copy: true;
}

interface RunOptions extends Copy {
  readonly timeout: number;
}

interface Isolate {
  createContext(): Promise<Context>;
  createContextSync(): Context;
  compileScriptSync(source: string): Script;
}

interface IsolatedVm {
  readonly Isolate: new (options: { memoryLimit: number }) => Isolate;
}

/** The same as examples/hello.rb; called at the end, since a context's functions cannot leave it. */
const HELLO = `(() => {
  let output = "";
  const puts = (line) => void (output += line + "\\n");
  const App = (env) => {
    let name = env.PATH_INFO.replace(/^\\//, "");
    if (name === "") name = "world";
    puts("greeting " + name);
    return [200, { "content-type": "text/plain; charset=utf-8" }, "Hello, " + name + "!\\n"];
  };
  return [App(env), output];
})()`;

const OPTIONS = { timeout: 2_000, copy: true } as const;
const COPY = { copy: true } as const;
const MAX_BODY = 1_048_576;

/** Runs a script in a fresh context of one isolate. */
type RunFresh = (script: Script, env: object) => Promise<unknown>;

/** A runner of `hello` in JavaScript: one isolate, its script compiled once, a fresh context for each call. */
export async function isolatedVmRunner(mode: "asynchronous" | "synchronous"): Promise<FunctionRunner> {
  const { default: ivm } = await importPeer<{ default: IsolatedVm }>("isolated-vm");
  // Contexts that were released wait for a collection: with 32 MiB the isolate died of them.
  const isolate = new ivm.Isolate({ memoryLimit: 256 });
  const scripts = new Map([["hello", isolate.compileScriptSync(HELLO)]]);
  const runFresh = mode === "asynchronous" ? beside(isolate) : here(isolate);
  return {
    async run({ name }, request): Promise<RunResult> {
      const script = scripts.get(name);
      if (script === undefined) throw new Error(`${name} is not written for this runner`);
      const started = performance.now();
      const [answer, stdout] = (await runFresh(script, Object.fromEntries(rackEnv(request)))) as [unknown, string];
      const wallTime = (performance.now() - started) / 1_000;
      const usage = { wallTime, memoryPeak: 0, fuel: 0, calls: 0, handles: 0 };
      return { response: readRackResponse(answer, MAX_BODY), execution: { stdout, stderr: "", usage } };
    },
  };
}

/** On another thread: the event loop is free meanwhile. */
function beside(isolate: Isolate): RunFresh {
  return async (script, env) => {
    const context = await isolate.createContext();
    try {
      await context.global.set("env", env, COPY);
      return await script.run(context, OPTIONS);
    } finally {
      context.release();
    }
  };
}

/** Blocks the event loop, which a server with strangers' functions cannot do. */
function here(isolate: Isolate): RunFresh {
  return (script, env) => {
    const context = isolate.createContextSync();
    try {
      context.global.setSync("env", env, COPY);
      return Promise.resolve(script.runSync(context, OPTIONS));
    } finally {
      context.release();
    }
  };
}
