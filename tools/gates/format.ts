import type { Gate } from "./gate.ts";
import { countIn, problemsOf, runTool } from "./run-tool.ts";

/** Literal wire bytes keep the layout their authors gave them; changelogs are written by changesets. */
const PATHS = [".", "!conformance/**", "!**/CHANGELOG.md"];

/** `pnpm format` mends what this finds. */
export const format: Gate = {
  name: "format",
  async inspect(root) {
    const result = await runTool(root, "oxfmt", ["-c", "tools/config/oxfmt.json", "--check", ...PATHS]);
    return { inspected: countIn(result.output, /on (\d+) files/), unit: "files", problems: problemsOf(result) };
  },
};
