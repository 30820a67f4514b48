import { spawn } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";

export interface ToolResult {
  readonly code: number;
  /** Standard output and error as they came, without colours. */
  readonly output: string;
}

/**
 * Runs an installed tool in `root`. Tools of the workspace start on the pinned Node because `node_modules/.bin/node` stands
 * beside them.
 */
export function runTool(root: string, tool: string, args: readonly string[]): Promise<ToolResult> {
  const bin = join(root, "node_modules", ".bin");
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env["PATH"] ?? ""}`,
    NO_COLOR: "1",
    DO_NOT_TRACK: "1",
    TURBO_TELEMETRY_DISABLED: "1",
  };
  return new Promise((resolve, reject) => {
    const child = spawn(join(bin, tool), args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk: string) => {
      output += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output: stripVTControlCharacters(output).trim() }));
  });
}

/** The number that `pattern` captures in a tool's output; 0 where the tool does not say it. */
export function countIn(output: string, pattern: RegExp): number {
  return Number(pattern.exec(output)?.[1] ?? 0);
}

/** A tool's output as a gate's problems: everything it said, when it failed. */
export function problemsOf({ code, output }: ToolResult): string[] {
  return code === 0 ? [] : [output === "" ? `exit code ${code}` : output];
}
