import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type SampledWork, Unavailable } from "../method/case.ts";

const BUILD = fileURLToPath(new URL("../../../guest/build/native.ts", import.meta.url));
const run = promisify(execFile);

let native: string | undefined;

/** The path of mruby 3.3 as a program of this machine, built from the gems of the guest. @throws Unavailable */
export function nativeMruby(): string {
  if (native === undefined) {
    try {
      native = execFileSync(process.execPath, [BUILD], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
    } catch (error) {
      const reason = (error as { stderr?: string }).stderr?.trim().split("\n").at(-1) ?? String(error);
      throw new Unavailable(`no native mruby here: ${reason}`);
    }
  }
  if (!existsSync(native)) throw new Unavailable("no native mruby here: the build named none");
  return native;
}

/** CRuby 3.1, Debian's, as `ruby` or as RUBY names it. @throws Unavailable */
export function cruby(): string {
  const program = process.env.RUBY ?? "ruby";
  let version: string;
  try {
    version = execFileSync(program, ["-v"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    throw new Unavailable(`no CRuby here: ${program} does not run`);
  }
  if (!version.startsWith("ruby 3.1.")) throw new Unavailable(`no CRuby 3.1 here: ${program} is ${version.trim()}`);
  return program;
}

/** Ruby that times `body` with its own clock, ARGV[0] times, and prints microseconds and the value. */
function timed(definitions: string, body: string): string {
  return `${definitions}
work = -> { ${body} }
ARGV[0].to_i.times do
  start = Time.now
  value = work.call
  puts "#{(Time.now - start) * 1_000_000} #{value}"
end
`;
}

/**
 * Ruby in a program of this machine, timed from the inside, so that starting the process does not count. Sampling throws
 * Unavailable where the program cannot be had.
 */
export function programWork(find: () => string, definitions: string, body: string, expected: unknown): SampledWork {
  let each = 10;
  return {
    sample: async (milliseconds) => {
      const program = find();
      const folder = await mkdtemp(join(tmpdir(), "kobako-native-"));
      try {
        const file = join(folder, "work.rb");
        await writeFile(file, timed(definitions, body));
        const { stdout } = await run(program, [file, String(Math.max(3, Math.ceil(milliseconds / each)))]);
        const lines = stdout
          .trim()
          .split("\n")
          .map((line) => line.split(" "));
        const wrong = lines.find(([, value]) => value !== String(expected));
        if (wrong !== undefined) throw new Error(`${program} gave ${wrong[1]}, not ${String(expected)}`);
        const samples = lines.map(([time]) => Number(time));
        each = (samples[0] ?? 10_000) / 1000;
        return samples;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
