import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Program, type Shown, showing } from "./programs.ts";

/** Without gems, and without what they add to messages. */
const flags = ["--disable=gems,did_you_mean,error_highlight", "-W1"];
const environment = { PATH: process.env.PATH, TZ: "UTC", LANG: "C.UTF-8" };

/** The version of the machine's `ruby`, if it has one. */
export function crubyVersion(): string | undefined {
  try {
    return execFileSync("ruby", ["--disable=gems", "-e", "print RUBY_VERSION"], {
      encoding: "utf8",
      env: environment,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined;
  }
}

/** Runs programs in the machine's CRuby, which must be 3.1. */
export function runInCruby(programs: readonly Program[]): Readonly<Record<string, Shown>> {
  const input = JSON.stringify(programs.map(({ id, source }) => [id, showing(source)]));
  const script = fileURLToPath(new URL("cruby.rb", import.meta.url));
  const output = execFileSync("ruby", [...flags, script], {
    encoding: "utf8",
    env: environment,
    input,
    maxBuffer: 1 << 26,
  });
  return JSON.parse(output) as Record<string, Shown>;
}
