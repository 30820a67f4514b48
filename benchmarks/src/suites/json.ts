import type { Suite } from "../method/case.ts";
import { rubyLoop } from "./ruby-loop.ts";

const SMALL = `require "json"
value = { "id" => 17, "name" => "Ada", "tags" => ["a", "b"], "price" => 12.5, "ok" => true, "none" => nil }
text = JSON.generate(value)
`;

/** 400 records: about 36 KiB of text. */
const LARGE = `require "json"
value = Array.new(400) { |i| { "id" => i, "name" => "user #{i}", "tags" => ["a", "b"], "price" => i / 4.0, "ok" => true } }
text = JSON.generate(value)
`;

const ROUNDS = { small: 5000, large: 20 } as const;

export const suite: Suite = {
  name: "json",
  about: "JSON in Ruby: one record of six members, and 400 of them.",
  cases: [
    rubyLoop({ id: "empty", what: "Nothing", step: "nil", setup: SMALL, rounds: ROUNDS.small }),
    rubyLoop({
      id: "parse",
      what: "`JSON.parse` of one record",
      step: "JSON.parse(text)",
      setup: SMALL,
      rounds: ROUNDS.small,
    }),
    rubyLoop({
      id: "parse-symbols",
      what: "`JSON.parse` with `symbolize_names: true`",
      step: "JSON.parse(text, symbolize_names: true)",
      setup: SMALL,
      rounds: ROUNDS.small,
    }),
    rubyLoop({
      id: "generate",
      what: "`JSON.generate` of one record",
      step: "JSON.generate(value)",
      setup: SMALL,
      rounds: ROUNDS.small,
    }),
    rubyLoop({
      id: "pretty",
      what: "`JSON.pretty_generate` of one record",
      step: "JSON.pretty_generate(value)",
      setup: SMALL,
      rounds: ROUNDS.small,
    }),
    rubyLoop({
      id: "parse-many",
      what: "`JSON.parse` of 400 records",
      step: "JSON.parse(text)",
      setup: LARGE,
      rounds: ROUNDS.large,
    }),
    rubyLoop({
      id: "generate-many",
      what: "`JSON.generate` of 400 records",
      step: "JSON.generate(value)",
      setup: LARGE,
      rounds: ROUNDS.large,
    }),
  ],
  figures: [],
};
