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

let program: string | undefined;

/** The path of mruby 3.3 as a program of this machine, built from the gems of the guest. @throws Unavailable */
function nativeMruby(): string {
  if (program === undefined) {
    try {
      program = execFileSync(process.execPath, [BUILD], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
    } catch (error) {
      const reason = (error as { stderr?: string }).stderr?.trim().split("\n").at(-1) ?? String(error);
      throw new Unavailable(`no native mruby here: ${reason}`);
    }
  }
  if (!existsSync(program)) throw new Unavailable("no native mruby here: the build named none");
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

/** The same Ruby in a native mruby, timed from the inside, so that starting the process does not count. @throws Unavailable */
export function nativeWork(definitions: string, body: string, expected: unknown): SampledWork {
  const mruby = nativeMruby();
  let each = 10;
  return {
    sample: async (milliseconds) => {
      const folder = await mkdtemp(join(tmpdir(), "kobako-native-"));
      try {
        const file = join(folder, "work.rb");
        await writeFile(file, timed(definitions, body));
        const { stdout } = await run(mruby, [file, String(Math.max(3, Math.ceil(milliseconds / each)))]);
        const lines = stdout
          .trim()
          .split("\n")
          .map((line) => line.split(" "));
        const wrong = lines.find(([, value]) => value !== String(expected));
        if (wrong !== undefined) throw new Error(`native mruby gave ${wrong[1]}, not ${String(expected)}`);
        const samples = lines.map(([time]) => Number(time));
        each = (samples[0] ?? 10_000) / 1000;
        return samples;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
