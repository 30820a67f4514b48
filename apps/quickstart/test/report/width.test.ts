import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { printRemark, printSummary } from "../../src/report/closing.ts";
import { printOpening } from "../../src/report/opening.ts";
import { printSection } from "../../src/report/section.ts";
import { Terminal } from "../../src/report/terminal.ts";
import { textWidth } from "../../src/report/text-width.ts";
import { tour } from "../../src/tour.ts";
import type { Visit } from "../../src/visit.ts";
import { orders, take } from "../order-desk.ts";
import { Output } from "./output.ts";

const visits: Visit[] = [];
for (const { title } of tour) visits.push(await take(title));

/** The whole report, as a terminal of this width would get it. */
function reportLines(columns: number): string[] {
  const output = new Output(columns);
  const terminal = new Terminal(output.asStdout());
  printOpening(terminal, orders);
  for (const visit of visits) printSection(terminal, visit);
  printSummary(terminal, visits);
  printRemark(terminal, true, "A sentence that takes more than one line in a terminal that is quite narrow.");
  return output.text.split("\n").map(stripVTControlCharacters);
}

describe("the report", () => {
  test.each([40, 57, 80, 110])("is at most %i columns wide in a terminal of that width", (columns) => {
    const lines = reportLines(columns);
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter((line) => textWidth(line) > columns)).toEqual([]);
  });

  test("uses the width that it has", () => {
    expect(Math.max(...reportLines(110).map(textWidth))).toBe(110);
  });

  test("has no blanks at the ends of lines", () => {
    expect(reportLines(80).filter((line) => line.endsWith(" "))).toEqual([]);
  });
});
