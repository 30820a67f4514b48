import { describe, expect, test } from "vitest";
import { Progress } from "../../bootstrap/progress.js";

class FakeTerminal {
  readonly isTTY: boolean;
  readonly columns = 60;
  text = "";
  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }
  write(text: string): void {
    this.text += text;
  }
}

function install(terminal: FakeTerminal, env: Record<string, string>): string {
  let time = 0;
  const step = new Progress(terminal, env, () => time).start("Installing dependencies", "last time 12 s");
  time = 4000;
  step.update("40 of 105 packages");
  time = 11_000;
  step.update("80 of 105 packages");
  time = 12_300;
  step.done("105 packages installed");
  return terminal.text;
}

describe("progress", () => {
  test("is plain lines where nothing can be redrawn, at most one in ten seconds", () => {
    expect(install(new FakeTerminal(false), {})).toBe(
      "Installing dependencies (last time 12 s)\n  80 of 105 packages, 11 s\n✓ 105 packages installed in 12 s\n",
    );
  });

  test("is plain lines in continuous integration, whatever the terminal says", () => {
    expect(install(new FakeTerminal(true), { CI: "true" })).not.toContain("\x1b");
  });

  test("is one line that is taken away at the end on a terminal", () => {
    const text = install(new FakeTerminal(true), {});
    expect(text).toContain("Installing dependencies");
    expect(text.split("\n")).toHaveLength(2);
    expect(text).toContain("\r\x1b[2K\x1b[32m✓\x1b[0m 105 packages installed");
  });

  test("has no colour under NO_COLOR", () => {
    const text = install(new FakeTerminal(true), { NO_COLOR: "1" }).replaceAll("\x1b[2K", "");
    expect(text).not.toContain("\x1b");
  });

  test("never wraps", () => {
    const terminal = new FakeTerminal(true);
    const step = new Progress(terminal, { NO_COLOR: "1" }, () => 0).start("x".repeat(200), "last time 1 s");
    step.abandon();
    const longest = Math.max(...terminal.text.split("\r").map((line) => line.replace("\x1b[2K", "").length));
    expect(longest).toBeLessThan(terminal.columns);
  });

  test("of a failure is one line", () => {
    const terminal = new FakeTerminal(false);
    new Progress(terminal, {}).fail("The disk is full. Free 1 GB.");
    expect(terminal.text).toBe("✗ The disk is full. Free 1 GB.\n");
  });
});
