import type { Gate } from "./gate.ts";
import { countIn, problemsOf, runTool } from "./run-tool.ts";

/** Files, exports and dependencies that nothing uses. */
export const unused: Gate = {
  name: "unused",
  async inspect(root) {
    const reporters = ["--reporter", "symbols", "--reporter", "./tools/gates/knip-count.ts"];
    const result = await runTool(root, "knip", [
      "-c",
      "tools/config/knip.jsonc",
      "--no-progress",
      "--no-config-hints",
      ...reporters,
    ]);
    return {
      inspected: countIn(result.output, /knip processed (\d+) files/),
      unit: "files",
      problems: problemsOf(result),
    };
  },
};
