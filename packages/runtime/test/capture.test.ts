import { describe, expect, test } from "vitest";
import { Capture } from "../src/capture.ts";
import { evaluate, MODES } from "./invoke.ts";
import { text } from "./messages.ts";

function numbered(length: number, from = 0): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (from + index) % 251);
}

describe("what a channel keeps", () => {
  test.each([0, 1, 1023, 1024, 1025, 2048, 5000, 70_000, 3_000_000])("is every byte of %i, in order", (length) => {
    for (const part of [7, 1000, 262_144]) {
      if (length / part > 100_000) continue;
      const capture = new Capture(null, undefined);
      for (let from = 0; from < length; from += part) {
        capture.write(numbered(Math.min(part, length - from), from));
      }
      const { bytes, truncated } = capture.finish();
      expect(Buffer.compare(bytes, numbered(length))).toBe(0);
      expect(truncated).toBe(false);
    }
  });

  test.each([1, 1024, 1500, 300_000])("ends at a cap of %i bytes", (cap) => {
    const heard: number[] = [];
    const capture = new Capture(cap, (chunk) => heard.push(chunk.length));
    for (let from = 0; from < 400_000; from += 999) capture.write(numbered(999, from));
    const { bytes, truncated } = capture.finish();
    expect(Buffer.compare(bytes, numbered(cap))).toBe(0);
    expect(truncated).toBe(true);
    expect(heard.reduce((sum, length) => sum + length, 0)).toBe(cap);
  });

  test("is one array however often it is asked for", () => {
    const capture = new Capture(null, undefined);
    capture.write(numbered(3000));
    capture.write(numbered(3000));
    const output = capture.finish();
    expect(output.bytes).toBe(output.bytes);
    expect(output.bytes.length).toBe(6000);
  });
});

describe.each(MODES)("in %s mode, the time limit", (mode) => {
  test.each([
    ["writes without end where nothing caps them", "s = 'x' * 500_000; loop { print s }"],
    ["short lines without end", "loop { puts 1 }"],
    ["empty writes without end", "loop { print '' }"],
    ["one write of 60 MB", "s = 'x' * 60_000_000; loop { print s }"],
  ])("ends %s", async (_name, script) => {
    const limits = { timeout: 30, memory: null, stdout: null };
    expect((await evaluate(mode, script, { limits })).trap?.kind).toBe("timeout");
  });

  test("counts the time of who listens", async () => {
    const onStdout = (): void => {
      const end = performance.now() + 2;
      while (performance.now() < end);
    };
    const { trap, stdout } = await evaluate(mode, "loop { puts 1 }", { limits: { timeout: 20 }, onStdout });
    expect(trap?.kind).toBe("timeout");
    expect(text(stdout.bytes).length).toBeLessThan(100);
  });
});

test("the event loop gets its turns while somebody listens slowly", async () => {
  const controller = new AbortController();
  let turns = 0;
  const timer = setInterval(() => {
    if (++turns === 3) controller.abort();
  }, 1);
  const onStdout = (): void => {
    const end = performance.now() + 2;
    while (performance.now() < end);
  };
  const { trap } = await evaluate("async", "loop { puts 1 }", { onStdout, signal: controller.signal });
  clearInterval(timer);
  expect(trap?.kind).toBe("aborted");
});
