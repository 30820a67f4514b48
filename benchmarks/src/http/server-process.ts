import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** A server in a process of its own. */
export interface ServerProcess extends AsyncDisposable {
  readonly address: string;
  /** Processor time of all its threads so far, in seconds; undefined where there is no /proc. */
  cpuTime(): Promise<number | undefined>;
  /** Resident bytes; undefined where there is no /proc. */
  residentBytes(): Promise<number | undefined>;
}

export interface ServerCommand {
  /** Relative to the repository. */
  readonly file: string;
  readonly args: readonly string[];
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const ROOT = new URL("../../../", import.meta.url);

/** Starts a server that says `Listening on <address>`. @throws when it ends before */
export async function startServer({ file, args, flags = [], env = {} }: ServerCommand): Promise<ServerProcess> {
  const path = fileURLToPath(new URL(file, ROOT));
  const child = spawn(process.execPath, ["--conditions=kobako:source", ...flags, path, ...args], {
    env: { ...process.env, ...env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    const address = /Listening on (\S+?),/.exec(output)?.[1];
    if (address !== undefined) resolve(address);
  });
  child.once("close", () => reject(new Error(`${file} ended: ${output}`)));
  return {
    address: await promise,
    cpuTime: async () => {
      const stat = await readFile(`/proc/${child.pid}/stat`, "utf8").catch(() => "");
      // Behind the program's name, which may have spaces; the kernel counts hundredths of a second here.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return stat === "" ? undefined : (Number(fields[11]) + Number(fields[12])) / 100;
    },
    residentBytes: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
      const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
      return kilobytes === undefined ? undefined : Number(kilobytes) * 1_024;
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
