import { execFile, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { tour } from "../src/tour.ts";
import { settled } from "./settled.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const ARGS = ["--conditions=kobako:source", MAIN];
const ESCAPE = "\u001B";
const { FORCE_COLOR: _force, NO_COLOR: _no, ...plainEnv } = process.env;

/** Runs the program with its output in a pipe. Rejects unless it exits 0. */
async function run(env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ARGS, { env: { ...plainEnv, ...env } });
  expect(stderr).toBe("");
  return stdout;
}

const report = await run();

describe("npm start's program", { timeout: 30_000 }, () => {
  test("prints a section and a summary row for every step, and says that all is well", () => {
    for (const { title } of tour) {
      expect(report).toMatch(new RegExp(`^● ${title} ─+ sandbox\\.(eval|run)$`, "m"));
      expect(report).toMatch(new RegExp(`^${title} .* \\d`, "m"));
    }
    for (const error of ["TimeoutError", "MemoryLimitError", "ServiceError"]) {
      expect(report).toMatch(new RegExp(`^  error   ${error}: `, "m"));
    }
    expect(report).toContain("✓ revenue-by-region.rb once more: the same value, output and fuel.");
    expect(report).not.toContain("✗ revenue");
  });

  test("prints the same each time, apart from times", async () => {
    expect(settled(await run())).toBe(settled(report));
  });

  test("is plain and at most 80 columns wide in a pipe", () => {
    expect(report).not.toContain(ESCAPE);
    expect(report.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test("is coloured on demand, with the same text", async () => {
    const coloured = await run({ FORCE_COLOR: "1" });
    expect(coloured).toContain(`${ESCAPE}[32m●`);
    // Nothing but colours and weights, though break-out.rb writes other sequences.
    expect(settled(coloured.replaceAll(/\u001B\[\d+m/g, ""))).toBe(settled(report));
  });

  test("ends quietly when its reader has seen enough", async () => {
    const child = spawn(process.execPath, ARGS, { env: plainEnv, stdio: ["ignore", "pipe", "pipe"] });
    let complaints = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect({ code, complaints }).toEqual({ code: 0, complaints: "" });
  });
});
