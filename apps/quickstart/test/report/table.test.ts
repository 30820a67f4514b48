import { describe, expect, test } from "vitest";
import { type Column, tableLines } from "../../src/report/table.ts";
import { Terminal } from "../../src/report/terminal.ts";
import { Output } from "./output.ts";

const terminal = new Terminal(new Output(undefined).asStdout());
const columns: readonly Column[] = [
  { heading: "name", align: "left" },
  { heading: "fuel", align: "right" },
  { heading: "calls", align: "right" },
];
const rows = [
  [{ text: "Łąkowa" }, { text: "1,234" }, { text: "6" }],
  [{ text: "a rather long name" }, { text: "5" }, { text: "12" }],
];
const draw = (width: number) => tableLines(terminal, columns, rows, width);

describe("tableLines", () => {
  test("aligns texts to the left and numbers to the right", () => {
    expect(draw(80)).toEqual([
      "name                 fuel  calls",
      "Łąkowa              1,234      6",
      "a rather long name      5     12",
    ]);
  });

  test("clips the first column when room is short", () => {
    expect(draw(28)).toEqual([
      "name             fuel  calls",
      "Łąkowa          1,234      6",
      "a rather long…      5     12",
    ]);
  });

  test("leaves out the last columns when it is shorter still", () => {
    expect(draw(20)).toEqual(["name            fuel", "Łąkowa         1,234", "a rather lon…      5"]);
  });
});
