import { styleText } from "node:util";
import { Sandbox } from "@kobako/host";
import { solve } from "./agent.ts";
import { exampleIssues } from "./issue-tracker.ts";
import { ScriptedModel } from "./model.ts";
import { task, turns } from "./stale-issues.ts";
import { issueTools, manual } from "./tools.ts";

const COLOURS = { user: "cyan", model: "green", sandbox: "yellow" } as const;

const issues = exampleIssues();
const sandbox = new Sandbox({ timeout: "5 seconds", memoryLimit: 16 * 2 ** 20, maxCalls: 200 });
sandbox.bind("Issues", issueTools(issues));

console.log(`The model is told:\n${manual}\n`);
await solve(task, {
  model: new ScriptedModel(turns),
  sandbox,
  onMessage: ({ from, text }) => console.log(`${styleText(COLOURS[from], from)}\n${text.replaceAll(/^/gm, "  ")}\n`),
});
for (const { id, title, state, comments } of issues)
  console.log(`${id}  ${state.padEnd(6)}  ${title}  ${comments.join(" ")}`);
