import { resolve } from "node:path";
import { createApp } from "./app.ts";
import type { FunctionRunner } from "./call/function-runner.ts";
import type { SandboxRunnerParts } from "./call/sandbox-runner.ts";
import type { Settings } from "./command-line.ts";
import { Compiler } from "./compile/compiler.ts";
import { createHttpServer, drain, listen } from "./http-server.ts";
import { seed } from "./seed.ts";
import { CallLog } from "./store/call-log.ts";
import { Database } from "./store/database.ts";
import { FunctionStore } from "./store/function-store.ts";
import { TenantStore } from "./store/tenant-store.ts";

const MEBIBYTE = 1_048_576;

/** Serves until a signal tells it to stop, and leaves nothing unwritten. Functions are run by what `createRunner` makes. */
export async function serve(
  settings: Settings,
  createRunner: (parts: SandboxRunnerParts) => FunctionRunner,
): Promise<void> {
  const { host, port, data, demo, demoKey, timeout, memory, rate, concurrency, grace } = settings;
  using database = new Database(data);
  const tenants = new TenantStore(database.functions);
  const functions = new FunctionStore(database.functions);
  const log = new CallLog(database.activity);
  await using compiler = new Compiler();
  const callLimits = { timeout, memory: memory * MEBIBYTE, body: MEBIBYTE };
  const runner = createRunner({ functions, compiler, pairs: database.activity, limits: callLimits });
  const app = createApp({ tenants, functions, log, runner, compiler, callLimits, tenantLimits: { rate, concurrency } });
  const server = createHttpServer(app);
  const address = await listen(server, port, host);
  const key = demo ? seed(tenants, functions, demoKey) : undefined;
  greet(address, resolve(data), key);

  const signal = await stopSignal();
  process.stdout.write(`${signal}: finishing what is running\n`);
  await drain(server, grace * 1_000);
  await log.close();
}

function greet(address: string, data: string, key: string | undefined): void {
  const lines = [`Listening on ${address}, data in ${data}`];
  // Behind the #, a key is not sent anywhere, and the page takes it out of the address.
  if (key !== undefined) {
    lines.push(`Open ${address}/#key=${key}`);
    lines.push(`or:  curl -H "Authorization: Bearer ${key}" ${address}/fn/hello/Ann`);
  }
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** The second signal ends the program at once. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const stop = (signal: NodeJS.Signals): void => {
      for (const name of ["SIGINT", "SIGTERM"] as const) {
        process.removeAllListeners(name);
        process.once(name, () => process.exit(1));
      }
      resolve(signal);
    };
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, stop);
  });
}
