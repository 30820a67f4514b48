import { HELP, readCommand, UsageError } from "./command-line.ts";
import { createApplication } from "./create-application.ts";
import { EXAMPLE_KEY, seed } from "./seed.ts";

try {
  await run();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const command = readCommand(process.argv.slice(2), process.env);
  if (command.verb === "help") return console.log(HELP);
  const app = await createApplication({ ...command, quiet: true });
  const seeded = seed(app);
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
  if (seeded) console.log(example(address));
}

function example(address: string): string {
  return `
The tenant "acme" has example rules. Evaluate a record:

  curl ${address}/evaluate -H "Authorization: Bearer ${EXAMPLE_KEY}" -H "Content-Type: application/json" \\
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
