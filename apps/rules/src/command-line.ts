import { parseArgs } from "node:util";
import type { Platform } from "./create-application.ts";

/** What the command is asked to do. */
export type Command =
  | { readonly verb: "help" }
  | { readonly verb: "add-tenant"; readonly id: string; readonly database: string }
  | {
      readonly verb: "serve";
      readonly host: string;
      readonly port: number;
      readonly database: string;
      readonly platform: Platform;
    };

export const HELP = `Formula fields and webhook filters in Ruby, over HTTP.

  pnpm --filter @kobako/rules start [options]

  --platform express|fastify   default express
  --add-tenant <id>            add a tenant to DATABASE, print its key, and end
  --help

Environment
  PORT       default 3000; 0 takes a free one
  HOST       default 127.0.0.1
  DATABASE   a file; default :memory:, which forgets everything at the end
`;

/** Something about the command line that a person can mend. */
export class UsageError extends Error {
  static {
    this.prototype.name = "UsageError";
  }
}

/** @throws UsageError */
export function readCommand(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Command {
  const { help, platform, "add-tenant": id } = readOptions(args);
  if (help === true) return { verb: "help" };
  const { HOST: host = "127.0.0.1", PORT: port = "3000", DATABASE: database = ":memory:" } = env;
  if (id !== undefined) return readTenant(id, database);
  if (platform !== "express" && platform !== "fastify")
    throw new UsageError(`--platform is express or fastify, not ${JSON.stringify(platform)}`);
  return { verb: "serve", host, port: readPort(port), database, platform };
}

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  platform: { type: "string", default: "express" },
  "add-tenant": { type: "string" },
} as const;

function readOptions(args: readonly string[]): { help?: boolean; platform: string; "add-tenant"?: string } {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readTenant(id: string, database: string): Command {
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(id))
    throw new UsageError(`--add-tenant takes lower-case letters, digits and -, not ${JSON.stringify(id)}`);
  if (database === ":memory:") throw new UsageError("--add-tenant needs DATABASE: a file that outlives the command");
  return { verb: "add-tenant", id, database };
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`PORT is a number from 0 to 65535, not ${JSON.stringify(text)}`);
  return port;
}
