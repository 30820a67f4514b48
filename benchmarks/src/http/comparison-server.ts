/**
 * The route of apps/serverless on isolated-vm, a fresh context per request: what `pnpm bench http` compares with. It leaves out
 * what the application does besides (a database, limits, a log of calls), to its own advantage.
 */
import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import express, { type RequestHandler } from "express";
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

type Answer = readonly [status: number, headers: Readonly<Record<string, string>>, body: string];

/** The same as examples/hello.rb; called at the end, since a context's functions cannot leave it. */
const HELLO = `(() => {
  const App = (env) => {
    let name = env.PATH_INFO.replace(/^\\//, "");
    if (name === "") name = "world";
    return [200, { "content-type": "text/plain; charset=utf-8" }, "Hello, " + name + "!\\n"];
  };
  return App(env);
})()`;

const OPTIONS = { timeout: 2_000, copy: true } as const;
const COPY = { copy: true } as const;

const [mode, key = ""] = process.argv.slice(2);
const { default: ivm } = await importPeer<{ default: IsolatedVm }>("isolated-vm");
// Contexts that were released wait for a collection: with 32 MiB the isolate died of them.
const isolate = new ivm.Isolate({ memoryLimit: 256 });
const functions = new Map([["hello", isolate.compileScriptSync(HELLO)]]);
const keys = new Set([hashOf(key)]);

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/** Waits for other threads: the event loop is free meanwhile. */
async function runBeside(script: Script, env: object): Promise<unknown> {
  const context = await isolate.createContext();
  try {
    await context.global.set("env", env, COPY);
    return await script.run(context, OPTIONS);
  } finally {
    context.release();
  }
}

/** Blocks the event loop: faster, and not what a server with strangers' functions can do. */
function runHere(script: Script, env: object): unknown {
  const context = isolate.createContextSync();
  try {
    context.global.setSync("env", env, COPY);
    return script.runSync(context, OPTIONS);
  } finally {
    context.release();
  }
}

const call: RequestHandler = async (request, response) => {
  const script = functions.get(String(request.params["name"]));
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (given === undefined || !keys.has(hashOf(given)) || script === undefined) return void response.sendStatus(404);
  const env: Record<string, unknown> = {
    REQUEST_METHOD: request.method,
    PATH_INFO: request.path.replace(/^\/fn\/[^/]*/, ""),
    QUERY_STRING: "",
    "rack.input": "",
  };
  for (const [name, value] of Object.entries(request.headers))
    env[`HTTP_${name.toUpperCase().replaceAll("-", "_")}`] = value;
  const [status, headers, body] = (mode === "sync" ? runHere(script, env) : await runBeside(script, env)) as Answer;
  response.status(status);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
};

const app = express();
app.disable("x-powered-by").disable("etag");
app.all("/fn/:name{/*path}", express.raw({ limit: 1_048_576, type: () => true }), call);
const server = app.listen(0, "127.0.0.1", () => {
  process.stdout.write(
    `Listening on http://127.0.0.1:${(server.address() as AddressInfo).port}, isolated-vm ${mode}\n`,
  );
});
