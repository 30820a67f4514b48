import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../src/app.ts";
import { SandboxRunner } from "../src/call/sandbox-runner.ts";
import type { AppParts } from "../src/app-parts.ts";
import { type ClientTimeouts, createHttpServer, drain, listen } from "../src/http-server.ts";
import { Compiler } from "../src/compile/compiler.ts";
import { CallLog } from "../src/store/call-log.ts";
import { Database } from "../src/store/database.ts";
import { FunctionStore } from "../src/store/function-store.ts";
import { TenantStore } from "../src/store/tenant-store.ts";

/** A tenant's view of the application over real HTTP. */
export interface Client {
  readonly key: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Uploads a function; the answer's status. */
  put(name: string, source: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
}

/** The application on a free port, with its data in a folder of its own. */
export interface RunningApp extends AsyncDisposable {
  readonly address: string;
  readonly folder: string;
  readonly database: Database;
  readonly log: CallLog;
  client(tenant: string): Client;
}

/** Starts the application in this process. */
export async function startApp(
  options: Partial<Pick<AppParts, "callLimits" | "tenantLimits">> = {},
  timeouts?: ClientTimeouts,
): Promise<RunningApp> {
  const folder = mkdtempSync(join(tmpdir(), "kobako-serverless-"));
  const database = new Database(folder);
  const tenants = new TenantStore(database.functions);
  const functions = new FunctionStore(database.functions);
  const log = new CallLog(database.activity);
  const compiler = new Compiler();
  const {
    callLimits = { timeout: 60_000, memory: 8 * 1_048_576, body: 65_536 },
    tenantLimits = { rate: 100_000, concurrency: 100 },
  } = options;
  const runner = new SandboxRunner({ functions, compiler, pairs: database.activity, limits: callLimits });
  const app = createApp({ tenants, functions, log, runner, compiler, callLimits, tenantLimits });
  const server = createHttpServer(app, timeouts);
  const address = await listen(server, 0, "127.0.0.1");
  return {
    address,
    folder,
    database,
    log,
    client: (tenant) => clientOf(address, tenants.issueKey(tenant).key),
    async [Symbol.asyncDispose]() {
      await drain(server, 0);
      await compiler[Symbol.asyncDispose]();
      await log.close();
      database[Symbol.dispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Somebody with this key. */
export function clientOf(address: string, key: string): Client {
  const send = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${key}`);
    return fetch(address + path, { ...init, headers });
  };
  return {
    key,
    fetch: send,
    put: (name, source, headers = {}) =>
      send(`/functions/${name}`, {
        method: "PUT",
        body: source,
        headers: { "content-type": "text/plain", ...headers },
      }),
    post: (path, body) =>
      send(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  };
}
