import { expect, test } from "vitest";
import { codeBlocks, programs, promisedOutput } from "./code-blocks.ts";

const page = [
  "# A page",
  "```ts",
  'import { a } from "a";',
  "```",
  "text",
  "```ts",
  "console.log(a); // 1",
  "```",
  "```ts fragment",
  "not.run();",
  "```",
  "```ruby",
  "1 # => 1",
  "```",
  "```ts",
  'import { b } from "b";',
  "```",
  "```ts separate",
  "c();",
  "```",
  "",
].join("\n");

test("a block knows its language, its note and its line", () => {
  expect(codeBlocks(page).map(({ language, note, line }) => [language, note, line])).toEqual([
    ["ts", "", 2],
    ["ts", "", 6],
    ["ts", "fragment", 9],
    ["ruby", "", 12],
    ["ts", "", 15],
    ["ts", "separate", 18],
  ]);
});

test("the blocks of a page are one program, unless one is separate; a fragment is in none", () => {
  expect(programs(codeBlocks(page))).toEqual([
    { text: 'import { a } from "a";\nconsole.log(a); // 1\nimport { b } from "b";\n', line: 2 },
    { text: "c();\n", line: 18 },
  ]);
});

test("what a program promises to print stands behind console.log", () => {
  expect(promisedOutput('console.log("a; b"); // a; b\nfoo(); // not this\nconsole.log(1); // 1\n')).toEqual([
    "a; b",
    "1",
  ]);
});
