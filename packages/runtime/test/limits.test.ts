import { describe, expect, test } from "vitest";
import { type Invocation, Runtime } from "../src/index.ts";
import { evaluate, evaluation, MODES } from "./invoke.ts";
import { text } from "./messages.ts";

const ENDLESS: readonly [string, string][] = [
  ["a Ruby loop", "loop {}"],
  ["a while loop", "while true; end"],
  ["a sort in C", "a = (1..50_000).to_a; loop { a.sort }"],
  ["a sort with a block", "a = (1..5000).to_a; loop { a.sort_by { |x| -x } }"],
  ["big integers", "x = 3; loop { x = x * x % (7**3000) }"],
  ["string building", "loop { 'x' * 100_000 }"],
  ["join", "a = ['x' * 100] * 500; loop { a.join }"],
  ["ensure that never ends", "begin; raise 'x'; ensure; loop {}; end"],
  ["rescue of everything", "begin; loop {}; rescue Exception; retry; ensure; loop {}; end"],
  ["recursion that is rescued", "def f = f; loop { begin; f; rescue SystemStackError; end }"],
  ["fibers", "loop { Fiber.new { loop { Fiber.yield 1 } }.resume }"],
  ["a to_s that never ends", 'class X; def to_s = loop {}; end; "#{X.new}"'],
  ["a message that never ends", "class E < StandardError; def message = loop {}; end; raise E"],
  ["catch and throw", "loop { catch(:a) { throw :a } }"],
];

describe.each(MODES)("in %s mode, the time limit", (mode) => {
  test.each(ENDLESS)("ends %s", async (_name, script) => {
    const report = await evaluate(mode, script, { limits: { timeout: 40, memory: null } });
    expect(report.trap?.kind).toBe("timeout");
    expect(report.outcome).toBeUndefined();
  });

  test("keeps what was written before", async () => {
    const report = await evaluate(mode, "puts 'so far'; loop {}", { limits: { timeout: 30 } });
    expect(text(report.stdout.bytes)).toBe("so far\n");
    expect(report.usage.fuel).toBeGreaterThan(0);
  });
});

describe.each(MODES)("in %s mode, the memory limit", (mode) => {
  test.each([
    ["one large string", "'x' * 3_000_000"],
    ["many small ones", "a = []; loop { a << 'x' * 1000 }"],
    ["a rescue of NoMemoryError", "begin; 'x' * 3_000_000; rescue Exception; 1; end"],
    ["symbols", "i = 0; loop { i += 1; \"symbol number #{i} #{'x' * 200}\".to_sym }"],
    ["a hash", "h = {}; i = 0; loop { h[i += 1] = i.to_s * 20 }"],
    ["a request that no engine can meet", "'x' * 1_000_000_000"],
  ])("ends %s", async (_name, script) => {
    const report = await evaluate(mode, script);
    expect(report.trap?.kind).toBe("memory");
    expect(report.usage.memoryPeak).toBeLessThanOrEqual(1 << 20);
  });

  test("counts what is live, not what was thrown away", async () => {
    const report = await evaluate(mode, "i = 0; while i < 2000; s = 'x' * 10_000; i += 1; end; i");
    expect(report.trap).toBeUndefined();
  });

  test("of a few bytes still runs a small script", async () => {
    const report = await evaluate(mode, "[1, 2].map { |x| x.to_s }.join", { limits: { memory: 1 } });
    expect(report.trap).toBeUndefined();
    expect(report.usage.memoryPeak).toBe(0);
  });
});

describe.each(MODES)("in %s mode, fuel", (mode) => {
  test("ends a script at exactly its budget", async () => {
    const report = await evaluate(mode, "loop {}", { limits: { fuel: 100_000 } });
    expect(report.trap?.kind).toBe("fuel");
    expect(report.usage.fuel).toBe(100_000);
  });

  test("that is exactly enough is enough, and one step less is not", async () => {
    const script = "x = 0; 5000.times { |i| x += i }; x";
    const { usage } = await evaluate(mode, script);
    expect((await evaluate(mode, script, { limits: { fuel: usage.fuel + 1 } })).trap).toBeUndefined();
    expect((await evaluate(mode, script, { limits: { fuel: usage.fuel - 1 } })).trap?.kind).toBe("fuel");
  });

  test("is charged for long copies by their length", async () => {
    const steps = async (size: number): Promise<number> =>
      (await evaluate(mode, `('x' * ${size}).size`, { limits: { memory: null } })).usage.fuel;
    expect((await steps(8_000_000)) - (await steps(1000))).toBeGreaterThan(8_000_000 / 128);
  });
});

describe("an abort signal", () => {
  const abortable = (code: string, signal: AbortSignal): Invocation => evaluation(code, { signal, slice: 1 });

  test("ends a loop at its next turn of the event loop", async () => {
    const controller = new AbortController();
    const running = Runtime.shared.invoke(abortable("loop {}", controller.signal));
    setTimeout(() => controller.abort("enough"), 5);
    expect((await running).trap).toMatchObject({ kind: "aborted", cause: "enough" });
  });

  test("that fired before ends the invocation at once", async () => {
    const signal = AbortSignal.abort("late");
    expect((await Runtime.shared.invoke(abortable("1", signal))).trap).toMatchObject({
      kind: "aborted",
      cause: "late",
    });
    expect(Runtime.shared.invokeSync(abortable("loop {}", signal)).trap?.kind).toBe("aborted");
  });
});

test("the event loop gets its turns while a script runs", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await Runtime.shared.invoke(evaluation("loop {}", { slice: 2, limits: { timeout: 100 } }));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(2);
});
