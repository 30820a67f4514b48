import type { Gate } from "./gate.ts";
import { countIn, problemsOf, runTool } from "./run-tool.ts";

/**
 * The arrows between packages (SPEC §1), as tags in `turbo.json`: no import of an undeclared package, of a higher layer, or
 * of another package's files by path.
 */
export const layers: Gate = {
  name: "layers",
  async inspect(root) {
    const result = await runTool(root, "turbo", ["boundaries"]);
    const issues = /Checked \d+ files in \d+ packages, no issues found/.test(result.output) ? 0 : 1;
    const code = Math.max(result.code, issues);
    const inspected = countIn(result.output, /Checked (\d+) files/);
    return { inspected, unit: "files", problems: problemsOf({ code, output: result.output }) };
  },
};
