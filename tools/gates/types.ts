import { existsSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import type { Gate } from "./gate.ts";
import { runTool } from "./run-tool.ts";
import { trackedFiles } from "./tracked-files.ts";

const SOLUTION = "tools/config/tsconfig.solution.json";
const SOURCE = /\.[cm]?ts$/;

/**
 * All projects are checked from scratch each time: the incremental state gave stale answers after a change of options, and
 * from scratch takes two seconds. A source file that no project includes is a problem of its own.
 */
export const types: Gate = {
  name: "types",
  async inspect(root) {
    const { code, output } = await runTool(root, "tsc", [
      "-b",
      SOLUTION,
      "--force",
      "--listFiles",
      "--pretty",
      "false",
    ]);
    const lines = output.split("\n");
    const isListed = (line: string) => isAbsolute(line) && !/error TS\d+/.test(line);
    const listed = new Set(lines.filter(isListed).map((path) => relative(root, path).replaceAll("\\", "/")));
    const sources = (await trackedFiles(root)).filter((path) => SOURCE.test(path) && existsSync(join(root, path)));
    const checked = sources.filter((path) => listed.has(path));
    const errors = lines.filter((line) => !isListed(line) && line !== "");
    const unlisted = sources
      .filter((path) => !listed.has(path))
      .map((path) => `${path} is in no project of ${SOLUTION}`);
    const failed = code !== 0 && errors.length === 0 ? [`tsc ended with exit code ${code}`] : errors;
    return { inspected: checked.length, unit: "source files", problems: [...failed, ...unlisted] };
  },
};
