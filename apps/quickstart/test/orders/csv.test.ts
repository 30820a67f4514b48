import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/orders/csv.ts";

describe("parseCsv", () => {
  test("names the cells of each row after the first row", () => {
    expect(parseCsv("sku,price\nTEA-011,28.90\nCUP-201,7.90\n")).toEqual([
      { sku: "TEA-011", price: "28.90" },
      { sku: "CUP-201", price: "7.90" },
    ]);
  });

  test("reads quoted cells with commas, quotes and line breaks in them", () => {
    expect(parseCsv('a,b\n"Tray, oak, 12""","two\nlines"\n')).toEqual([{ a: 'Tray, oak, 12"', b: "two\nlines" }]);
  });

  test("reads empty cells, CRLF, and a last row without a line break", () => {
    expect(parseCsv('a,b,c\r\n,"",x\r\n1,2,')).toEqual([
      { a: "", b: "", c: "x" },
      { a: "1", b: "2", c: "" },
    ]);
  });

  test("has no records in an empty text or behind a lone header", () => {
    expect(parseCsv("")).toEqual([]);
    expect(parseCsv("a,b\n")).toEqual([]);
  });

  test("names the row that has too few cells, too many, or a stray quote", () => {
    expect(() => parseCsv("a,b\n1,2\n3\n")).toThrow("row 3 has 1 cells, not 2");
    expect(() => parseCsv("a,b\n1,2,3\n")).toThrow("row 2 has 3 cells, not 2");
    expect(() => parseCsv('a,b\n1,2"2\n')).toThrow("row 2 is malformed");
    expect(() => parseCsv('a,b\n"1,2\n')).toThrow("row 2 is malformed");
  });
});
