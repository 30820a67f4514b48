import { Sandbox } from "@kobako/host";
import { describe, expect, it } from "vitest";
import { solve } from "../src/agent.ts";
import { exampleIssues } from "../src/issue-tracker.ts";
import { type Message, ScriptedModel, type Turn } from "../src/model.ts";
import { task, turns } from "../src/stale-issues.ts";
import { issueTools } from "../src/tools.ts";

async function play(script: readonly Turn[], words = task) {
  const issues = exampleIssues();
  const sandbox = new Sandbox({ timeout: "5 seconds" }).bind("Issues", issueTools(issues));
  const messages: Message[] = [];
  const answer = await solve(words, {
    model: new ScriptedModel(script),
    sandbox,
    onMessage: (message) => messages.push(message),
  });
  return { answer, issues, told: messages.filter(({ from }) => from === "sandbox").map(({ text }) => text) };
}

const once = (script: string): readonly Turn[] => [
  { after: /./, says: `\`\`\`ruby\n${script}\n\`\`\`` },
  { after: /./, says: "done" },
];

describe("the loop", () => {
  it("ends with the task done, after two repairs", async () => {
    const { answer, issues, told } = await play(turns);
    expect(answer).toContain("closed two ideas");
    expect(issues.filter(({ state }) => state === "closed").map(({ id }) => id)).toEqual([12, 16]);
    expect(issues.find(({ id }) => id === 12)?.comments).toHaveLength(1);
    expect(told).toHaveLength(3);
  });

  it("stops a model that never gets anywhere", async () => {
    const endless = Array.from({ length: 20 }, () => ({ after: /./, says: "```ruby\n1\n```" }));
    expect((await play(endless)).answer).toBe("No answer after 8 scripts.");
  });

  it("ends when the model answers without a script", async () => {
    expect((await play([{ after: /./, says: "nothing to do" }])).told).toEqual([]);
  });
});

describe("what the model is told", () => {
  it.each([
    ["puts)", /^line 1:\d+: syntax error/],
    ["raise 'stuck'", /^SandboxError: stuck\n {2}\(eval\):1$/],
    ["Issues.read('11')", /^ServiceArgumentError: ArgumentError: argument 1:/],
    ["Issues.read(99)", /there is no issue 99/],
    ["Issues.constructor", /^NoServiceError: no such Service or method: Issues.constructor/],
    ["puts 'a'; 2**60", /^result: "1152921504606846976"\noutput:\na\n$/],
    ["'x' * 10_000", /… \d+ more characters$/],
  ])("%s", async (script, told) => {
    expect((await play(once(script))).told[0]).toMatch(told);
  });

  it("that changes are bounded", async () => {
    const { told, issues } = await play(once("20.times { Issues.comment(11, 'spam') }"));
    expect(told[0]).toContain("ask a person first");
    expect(issues[0]?.comments).toHaveLength(10);
  });
});
