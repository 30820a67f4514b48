import { expect, test } from "vitest";
import { pages } from "./pages.ts";

const readmes = pages
  .filter(({ path }) => /^packages\/(?:express|nest)\/README\.md$/.test(path))
  .flatMap(({ blocks }) => blocks.filter(({ language }) => language === "ts").map(({ text }) => text));
const fragments = pages
  .filter(({ path }) => path.startsWith("docs/"))
  .flatMap(({ path, blocks }) =>
    blocks
      .filter(({ language, note }) => language === "ts" && note === "fragment")
      .map((block) => ({ path, ...block })),
  );

// Those READMEs' examples are run by their packages' own tests.
test.each(fragments)(
  "$path, line $line: what is not run here is part of an example that is run elsewhere",
  ({ text }) => {
    expect(readmes.some((example) => example.includes(text))).toBe(true);
  },
);
