import { SandboxRunner } from "./call/sandbox-runner.ts";
import { HELP, readCommandLine, type Settings, UsageError } from "./command-line.ts";
import { serve } from "./serve.ts";
import { Database } from "./store/database.ts";
import { TenantStore } from "./store/tenant-store.ts";

try {
  const settings = readCommandLine(process.argv.slice(2), process.env);
  if (settings.help) process.stdout.write(HELP);
  else if (settings.addTenant !== undefined) addTenant(settings, settings.addTenant);
  else await serve(settings, (parts) => new SandboxRunner(parts));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

function addTenant({ data }: Settings, name: string): void {
  using database = new Database(data);
  process.stdout.write(`${new TenantStore(database.functions).issueKey(name).key}\n`);
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nTry --help.`;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return "The port is taken by another program. Choose another with --port or PORT.";
  if (code === "EACCES" && message.includes("listen"))
    return "This port is not for everybody. Choose another with --port.";
  if (code === "EACCES" || code === "EROFS" || code === "ENOTDIR" || code === "EEXIST")
    return `The data folder cannot be used: ${message}. Choose another with --data.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
