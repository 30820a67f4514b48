import { parseArgs } from "node:util";
import type { Platform } from "./create-application.ts";

/** What the command is asked to do. */
export type Command =
  | { readonly verb: "help" }
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
  const { help, platform } = readOptions(args);
  if (help === true) return { verb: "help" };
  if (platform !== "express" && platform !== "fastify")
    throw new UsageError(`--platform is express or fastify, not ${JSON.stringify(platform)}`);
  const { HOST: host = "127.0.0.1", PORT: port = "3000", DATABASE: database = ":memory:" } = env;
  return { verb: "serve", host, port: readPort(port), database, platform };
}

function readOptions(args: readonly string[]): { readonly help?: boolean; readonly platform: string } {
  try {
    const options = {
      help: { type: "boolean", short: "h" },
      platform: { type: "string", default: "express" },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`PORT is a number from 0 to 65535, not ${JSON.stringify(text)}`);
  return port;
}
