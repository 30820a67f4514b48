import type { Turn } from "./model.ts";

export const task = "Close the ideas that nobody wrote on for 100 days, unless they want help. Say why, in a comment.";

/** What a model would say to the task: two scripts that are wrong, and the repair of each. */
export const turns: readonly Turn[] = [
  {
    after: /Close the ideas/,
    says: `I look at the ideas first.
\`\`\`ruby
stale = Issues.list(label: "idea").select { |i| i["days"] > 100
stale.map { |i| i["title"] }
\`\`\``,
  },
  {
    after: /^line \d+:\d+: syntax error/,
    says: `A brace was missing.
\`\`\`ruby
stale = Issues.list(label: "idea").select { |i| i["days"] > 100 }
stale.reject { |i| Issues.labels(i["id"]).include?("help wanted") }.map { |i| i["title"] }
\`\`\``,
  },
  {
    after: /NoServiceError: no such Service or method: Issues.labels/,
    says: `Labels are part of what read gives.
\`\`\`ruby
stale = Issues.list(label: "idea").select { |i| i["days"] > 100 }
stale = stale.reject { |i| Issues.read(i["id"])["labels"].include?("help wanted") }
stale.each do |i|
  puts "closing #{i["id"]}"
  Issues.comment(i["id"], "Nobody wrote here for #{i["days"]} days; please open it again if it matters to you.")
  Issues.close(i["id"])
end
{ "closed" => stale.map { |i| i["title"] }, "still open" => Issues.list.size }
\`\`\``,
  },
  {
    after: /"closed":\["Dark mode","Sort by date"\]/,
    says: "I closed two ideas, Dark mode and Sort by date, each with a comment. Import from CSV wants help and stays open.",
  },
];
