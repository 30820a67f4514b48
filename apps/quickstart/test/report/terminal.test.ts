import { describe, expect, test } from "vitest";
import { Terminal } from "../../src/report/terminal.ts";
import { Output } from "./output.ts";

const widthOf = (columns: number | undefined) => new Terminal(new Output(columns).asStdout()).width;

describe("Terminal", () => {
  test("is as wide as the stream, within reason", () => {
    expect(widthOf(80)).toBe(80);
    expect(widthOf(97)).toBe(97);
    expect(widthOf(300)).toBe(110);
    expect(widthOf(20)).toBe(40);
  });

  test("takes 80 columns where nobody knows", () => expect(widthOf(undefined)).toBe(80));

  test("writes lines", () => {
    const output = new Output(80);
    const terminal = new Terminal(output.asStdout());
    terminal.line("one");
    terminal.line();
    expect(output.text).toBe("one\n\n");
  });
});
