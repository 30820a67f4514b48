import { parseArgs } from "node:util";

/** What the program was asked to do. */
export interface Settings {
  readonly help: boolean;
  readonly host: string;
  readonly port: number;
  /** The folder of the database. */
  readonly data: string;
  /** Issue a key to this tenant and end. */
  readonly addTenant: string | undefined;
  /** The key of the demonstration's tenant; a new one at each start when there is none. */
  readonly demoKey: string | undefined;
  readonly demo: boolean;
  readonly timeout: number;
  readonly memory: number;
  readonly rate: number;
  readonly concurrency: number;
  /** Seconds that running calls get at the end. */
  readonly grace: number;
}

/** The command line cannot be understood. */
export class UsageError extends Error {}

export const HELP = `Ruby functions over HTTP, many tenants in one process.

  pnpm --filter @kobako/app-serverless start [options]

  --port <number>        where to listen: default 3000, or PORT; 0 takes any free port
  --host <address>       default 127.0.0.1, or HOST
  --data <folder>        where functions, logs and usage are kept: default .data, or KOBAKO_DATA
  --add-tenant <name>    print a new API key for this tenant, which voids its old one, and end
  --no-demo              no tenant "demo" with examples
  --timeout <ms>         wall clock of one call: default 2000
  --memory <MiB>         memory of one call: default 8
  --rate <number>        calls per second of one tenant: default 200
  --concurrency <number> calls of one tenant at the same time: default 16
  --grace <seconds>      what running calls get when the program is told to end: default 5
  --help                 this

KOBAKO_DEMO_KEY sets the demonstration's API key; without it, each start makes a new one and voids the last.
`;

const OPTIONS = {
  help: { type: "boolean" },
  host: { type: "string" },
  port: { type: "string" },
  data: { type: "string" },
  "add-tenant": { type: "string" },
  "no-demo": { type: "boolean" },
  timeout: { type: "string" },
  memory: { type: "string" },
  rate: { type: "string" },
  concurrency: { type: "string" },
  grace: { type: "string" },
} as const;

const TENANT = /^[a-z][a-z0-9-]{0,62}$/;
const KEY = /^[\w-]{20,200}$/;

/** @throws UsageError */
export function readCommandLine(args: readonly string[], env: Readonly<NodeJS.ProcessEnv>): Settings {
  const values = parse(args);
  const addTenant = values["add-tenant"];
  if (addTenant !== undefined && !TENANT.test(addTenant))
    throw new UsageError("a tenant's name is small letters, digits and dashes, and starts with a letter");
  const demoKey = env["KOBAKO_DEMO_KEY"];
  if (demoKey !== undefined && !KEY.test(demoKey))
    throw new UsageError("KOBAKO_DEMO_KEY must be 20 to 200 letters, digits, dashes and underscores");
  return {
    help: values.help ?? false,
    host: values.host ?? env["HOST"] ?? "127.0.0.1",
    port: readNumber("port", values.port ?? env["PORT"], 3_000, [0, 65_535]),
    data: values.data ?? env["KOBAKO_DATA"] ?? ".data",
    addTenant,
    demoKey,
    demo: values["no-demo"] !== true,
    timeout: readNumber("timeout", values.timeout, 2_000, [1, 3_600_000]),
    memory: readNumber("memory", values.memory, 8, [1, 1_024]),
    rate: readNumber("rate", values.rate, 200, [1, 1_000_000]),
    concurrency: readNumber("concurrency", values.concurrency, 16, [1, 10_000]),
    grace: readNumber("grace", values.grace, 5, [0, 3_600]),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readNumber(
  name: string,
  text: string | undefined,
  fallback: number,
  [least, most]: readonly [number, number],
): number {
  if (text === undefined || text === "") return fallback;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`);
}
