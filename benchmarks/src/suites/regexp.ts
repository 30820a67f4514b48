import type { Case, Suite } from "../method/case.ts";
import { rubyLoop } from "./ruby-loop.ts";

/** Rounds of the loop inside one evaluation: what an evaluation itself costs disappears in them. */
const ROUNDS = 10_000;

const SETUP = `text = "order 2024-11-22 of user no. 17"
date = /(\\d+)-(\\d+)/
`;

function loop(id: string, what: string, step: string): Case {
  return rubyLoop({ id, what, step, setup: SETUP, rounds: ROUNDS });
}

export const suite: Suite = {
  name: "regexp",
  about: "Patterns over a subject of 32 bytes, from Ruby.",
  cases: [
    loop("empty", "Nothing", "nil"),
    loop("match", "`match` with two captures", "date.match(text)"),
    loop("literal", "A literal, `=~`, and `$1`", "text =~ /(\\d+)-(\\d+)/; $1"),
    loop("matches", "`match?`", "date.match?(text)"),
    loop("scan", "`scan` that finds four numbers", "text.scan(/\\d+/)"),
    loop("gsub", "`gsub` with a block, four times", 'text.gsub(/\\d+/) { "n" }'),
    loop("split", "`split` into six", "text.split(/ /)"),
  ],
  figures: [
    {
      id: "search",
      unit: "µs",
      measures: "A search with two captures, as a MatchData: `match` without `empty`.",
      caveat: "Not with a search that keeps nothing: that is `matches`.",
      goal: { bound: "at most", value: 1.5 },
      from: ["match", "empty"],
      compute: (match, empty) => (match ?? 0) - (empty ?? 0),
    },
  ],
};
