import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { attackDocument, unpadded, withoutResults } from "../../attacks/document.ts";
import { readAttacks, splitReference } from "../../attacks/rows.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const table = readAttacks(root);
const document = readFileSync(join(root, "docs/attacks.md"), "utf8");

/** May only shrink. */
const MOST_AWAITED = 0;

describe("the table of attacks", () => {
  it("has every row from 1 to 40, once", () => {
    expect(table.rows.map(({ row }) => row)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it.each(table.rows.flatMap(({ row, tests }) => tests.map((test) => [row, test] as const)))(
    "row %i: there is a test %s",
    (_, reference) => {
      const [file, title] = splitReference(reference);
      expect(existsSync(join(root, file)), file).toBe(true);
      const text = readFileSync(join(root, file), "utf8");
      // A script of conformance/host/attacks.json carries the number; its file puts it into the title.
      if (file.endsWith("conformance/attacks.test.ts")) {
        const scripts = readFileSync(join(root, "conformance/host/attacks.json"), "utf8");
        expect(scripts).toContain(`"attack": ${/\d+/.exec(title)?.[0]},`);
      } else expect(text.includes(title), title).toBe(true);
    },
  );

  it("every row is named by a test of its own or by several that hold it", () => {
    for (const { row, tests } of table.rows) {
      const names = tests.some((test) => test.includes(`attack ${row}:`));
      expect(names || tests.length > 0, String(row)).toBe(true);
    }
  });

  it("every script of the notebook belongs to a row that lists the notebook", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "conformance/host/attacks.json"), "utf8")) as {
      scripts: readonly { attack: number }[];
    };
    for (const attack of new Set(scripts.map((script) => script.attack))) {
      const row = table.rows.find((one) => one.row === attack);
      expect(
        row?.tests.some((test) => test.includes("conformance/attacks.test.ts")),
        String(attack),
      ).toBe(true);
    }
  });

  it("waits for few tests, and for none that is there already", () => {
    expect(table.awaited.length).toBeLessThanOrEqual(MOST_AWAITED);
    for (const { test } of table.awaited)
      expect(
        existsSync(join(root, test)),
        `${test} is there: name its tests in rows.json and take it off the list`,
      ).toBe(false);
  });
});

describe("docs/attacks.md", () => {
  it("is what the rows make, apart from the counts of its last run", () => {
    expect(withoutResults(document)).toBe(withoutResults(attackDocument(table, new Map())));
  });

  it("tells of no row without cases, and of none that is broken", () => {
    const lines = unpadded(document)
      .split("\n")
      .filter((line) => /^\| +\d+ \|/.test(line));
    expect(lines).toHaveLength(table.rows.length);
    for (const line of lines) expect(line).toMatch(/ \| [1-9]\d* \| holds \| /);
  });
});
