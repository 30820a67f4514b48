import { HELP, readCommand, UsageError } from "./command-line.ts";
import { createApplication } from "./create-application.ts";
import { Database } from "./database/database.ts";
import { seed } from "./seed.ts";
import { newKey, Tenants } from "./tenants/tenants.ts";

try {
  await run();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const command = readCommand(process.argv.slice(2), process.env);
  if (command.verb === "help") return console.log(HELP);
  if (command.verb === "add-tenant") return console.log(addTenant(command.id, command.database));
  const app = await createApplication({ ...command, quiet: true });
  const key = seed(app);
  try {
    await app.listen(command.port, command.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  app.useLogger(["error", "warn"]);
  const address = await app.getUrl();
  console.log(`Rules are served at ${address} (${command.platform}, database ${command.database}).`);
  console.log(`Described at ${address}/openapi.json. Stop with Ctrl-C.`);
  if (key !== undefined) console.log(example(address, key));
}

/** @returns the tenant's key */
function addTenant(id: string, path: string): string {
  const database = new Database(path);
  try {
    const key = newKey();
    if (!new Tenants(database).add({ id, name: id }, key)) throw new UsageError(`There is a tenant ${id} already.`);
    return key;
  } finally {
    database.onApplicationShutdown();
  }
}

function example(address: string, key: string): string {
  return `
The tenant "acme" has example rules. Evaluate a record:

  curl ${address}/evaluate -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" \\
    -d '{"records":[{"product":"tea","price":28.9,"quantity":4,"customer":"customer-7","country":"FR"}]}'
`;
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${HELP}`;
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown };
  if (code === "EADDRINUSE") return `Port ${String(port)} is taken. Choose another one with PORT.`;
  if (code === "EACCES") return `Port ${String(port)} is not allowed. Choose one above 1023 with PORT.`;
  if (code === "ERR_SQLITE_ERROR") return `DATABASE cannot be used: ${String(error)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
