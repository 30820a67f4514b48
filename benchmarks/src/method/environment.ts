import { execFileSync } from "node:child_process";
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from "node:os";

/** Where and on what something was measured. */
export interface Environment {
  /** ISO 8601, to the minute. */
  readonly at: string;
  /** The commit, with "+" when the working tree differed from it. */
  readonly commit: string;
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  /** Processes that wanted to run, on average over a minute, before and after: above 1, others were at work. */
  readonly load: readonly [number, number];
}

function git(...args: string[]): string {
  try {
    return execFileSync("git", ["--no-optional-locks", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return ""; // a copy without its history
  }
}

function loadNow(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

/** Call it before the measurement; what it returns, after. */
export function observeEnvironment(): () => Environment {
  const before = loadNow();
  const at = `${new Date().toISOString().slice(0, 16)}Z`;
  return () => ({
    at,
    commit: `${git("rev-parse", "--short", "HEAD") || "unknown"}${git("status", "--porcelain", "-uno") === "" ? "" : "+"}`,
    node: process.versions.node,
    v8: process.versions.v8,
    platform: `${platform()} ${arch()}`,
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    load: [before, loadNow()],
  });
}
