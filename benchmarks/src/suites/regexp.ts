import type { Case, Suite } from "../method/case.ts";
import { evalSyncWork, repeat, warmSandbox } from "./sandbox-work.ts";

/** Rounds of the loop inside one evaluation: what an evaluation itself costs disappears in them. */
const ROUNDS = 10_000;

const SETUP = `text = "order 2024-11-22 of user no. 17"
date = /(\\d+)-(\\d+)/
`;

interface Loop {
  readonly id: string;
  readonly what: string;
  readonly step: string;
}

function loop({ id, what, step }: Loop): Case {
  return {
    id,
    unit: "µs",
    measures: `${what}, 10 000 times in one evaluation; the time is that of one round.`,
    caveat: "Not without taking `empty`, the same loop around nothing, off.",
    prepare: async () => evalSyncWork(await warmSandbox(), SETUP + repeat(step, ROUNDS), ROUNDS, ROUNDS),
  };
}

export const suite: Suite = {
  name: "regexp",
  about: "Patterns over a subject of 32 bytes, from Ruby.",
  cases: [
    loop({ id: "empty", what: "Nothing", step: "nil" }),
    loop({ id: "match", what: "`match` with two captures", step: "date.match(text)" }),
    loop({ id: "literal", what: "A literal, `=~`, and `$1`", step: "text =~ /(\\d+)-(\\d+)/; $1" }),
    loop({ id: "matches", what: "`match?`", step: "date.match?(text)" }),
    loop({ id: "scan", what: "`scan` that finds four numbers", step: "text.scan(/\\d+/)" }),
    loop({ id: "gsub", what: "`gsub` with a block, four times", step: 'text.gsub(/\\d+/) { "n" }' }),
    loop({ id: "split", what: "`split` into six", step: "text.split(/ /)" }),
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
