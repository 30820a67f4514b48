import type { Gate } from "./gate.ts";
import { countIn, problemsOf, runTool } from "./run-tool.ts";

/** Few rules, all errors: `tools/config/oxlint.json`, with those that need types. */
export const lint: Gate = {
  name: "lint",
  async inspect(root) {
    const flags = ["--type-aware", "--report-unused-disable-directives", "--deny-warnings"];
    const result = await runTool(root, "oxlint", ["-c", "tools/config/oxlint.json", ...flags]);
    return { inspected: countIn(result.output, /on (\d+) files/), unit: "files", problems: problemsOf(result) };
  },
};
