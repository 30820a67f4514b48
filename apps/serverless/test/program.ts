import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** The program's own process; it ends with the scope that started it. */
export interface Program extends AsyncDisposable {
  readonly process: ChildProcess;
  /** Where it listens, once it does. Rejects when it ends before. */
  readonly address: Promise<string>;
  /** What it wrote so far. */
  output(): string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts the program as its users do, but on any free port. */
export function startProgram(args: readonly string[], env: Record<string, string> = {}): Program {
  const { PORT: _port, HOST: _host, KOBAKO_DATA: _data, KOBAKO_DEMO_KEY: _key, ...inherited } = process.env;
  const child = spawn(process.execPath, ["--conditions=kobako:source", MAIN, ...args], {
    env: { ...inherited, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const { promise: address, resolve, reject } = Promise.withResolvers<string>();
  address.catch(() => undefined);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const listening = /Listening on (\S+?),/.exec(output)?.[1];
      if (listening !== undefined) resolve(listening);
    });
  }
  const ended = new Promise<number | NodeJS.Signals | null>((end) => {
    child.once("close", (code, signal) => {
      reject(new Error(`the program ended: ${output}`));
      end(code ?? signal);
    });
  });
  return {
    process: child,
    address,
    output: () => output,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
