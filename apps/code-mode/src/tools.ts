import { ArgumentError, service, type Service } from "@kobako/host";
import { z } from "zod";
import type { Issue } from "./issue-tracker.ts";

/** Changes that one script may make; a script that wants more has misunderstood its task. */
const MAX_CHANGES = 10;

/** What the model is told; the members below are what it can do. */
export const manual = `You answer with one Ruby script in a \`\`\`ruby block; its last expression is the result. No files, no network, no gems.
  Issues.list(label: nil)      -> [{ "id" => 11, "title" => "…", "days" => 12 }, …], the open ones
  Issues.read(id)              -> { "id", "title", "labels", "days", "state", "comments" }
  Issues.comment(id, text)     -> nil
  Issues.close(id)             -> nil
When you know the answer, write it in plain words, without a block.`;

/** The tracker as one Service. Arguments come from a model: they are validated, and what they change is bounded. */
export function issueTools(issues: readonly Issue[]): Service {
  let changes = 0;
  const find = (id: number): Issue => {
    const found = issues.find((issue) => issue.id === id);
    if (found === undefined) throw new ArgumentError(`there is no issue ${id}`);
    return found;
  };
  const change = (id: number): Issue => {
    changes += 1;
    if (changes > MAX_CHANGES) throw new ArgumentError(`more than ${MAX_CHANGES} changes: ask a person first`);
    return find(id);
  };
  const Id = z.number().int();
  return service({
    list: {
      args: [],
      kwargs: z.object({ label: z.string().optional() }).strict(),
      call: ({ label }: { label?: string } = {}) =>
        issues
          .filter(({ state, labels }) => state === "open" && (label === undefined || labels.includes(label)))
          .map(({ id, title, days }) => ({ id, title, days })),
    },
    read: { args: [Id], call: (id) => ({ ...find(id) }) },
    comment: { args: [Id, z.string().min(1).max(2_000)], call: (id, text) => void change(id).comments.push(text) },
    close: { args: [Id], call: (id) => void (change(id).state = "closed") },
  });
}
