import { describe, expect, test } from "vitest";
import { createSetup, Runtime } from "../src/index.ts";
import { evaluate, evaluation, MODES } from "./invoke.ts";
import { sourceStep, str, text } from "./messages.ts";

describe.each(MODES)("a %s invocation", (mode) => {
  test("leaves the Outcome that the guest wrote, byte for byte", async () => {
    const report = await evaluate(mode, "40 + 2");
    expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x2a));
    expect(report).toMatchObject({ phase: "entry", step: undefined, trap: undefined });
  });

  test("hands over an exception as a Panic, not as a trap", async () => {
    const report = await evaluate(mode, "raise 'boom'");
    expect(report.trap).toBeUndefined();
    expect(report.outcome?.[0]).toBe(0x02);
    expect(text(report.outcome ?? new Uint8Array(0))).toContain("boom");
  });

  test("keeps the two channels apart", async () => {
    const report = await evaluate(mode, "puts 'out'; $stderr.puts 'err'; print 'put'");
    expect(text(report.stdout.bytes)).toBe("out\nput");
    expect(text(report.stderr.bytes)).toBe("err\n");
  });

  test("clips output at its cap, on the byte, and says so", async () => {
    const report = await evaluate(mode, "print 'äää'; $stderr.print 'ok'", { limits: { stdout: 3, stderr: 2 } });
    expect(report.stdout).toEqual({ bytes: Uint8Array.of(0xc3, 0xa4, 0xc3), truncated: true });
    expect(report.stderr.truncated).toBe(false);
  });

  test("shows output as it is written, within the cap", async () => {
    const seen: string[] = [];
    const onStdout = (chunk: Uint8Array): number => seen.push(text(chunk));
    await evaluate(mode, "print 'one'; print 'two'; print 'three'", { onStdout, limits: { stdout: 8 } });
    expect(seen).toEqual(["one", "two", "th"]);
  });

  test("starts from the same state every time: nothing of an earlier one is left", async () => {
    const leave = "$seen = 1; SEEN = 1; class String; def shout = 'patched'; end; srand(1); $stdout = nil; 0";
    const look = "[$seen.nil?, Object.const_defined?(:SEEN), 'a'.respond_to?(:shout), rand(1000), $stdout.nil?]";
    const fresh = await evaluate(mode, look);
    await evaluate(mode, leave);
    await evaluate(mode, `${leave}; raise 'x'`);
    await evaluate(mode, `${leave}; loop {}`, { limits: { timeout: 20 } });
    await evaluate(mode, `${leave}; 'x' * 10_000_000`);
    expect((await evaluate(mode, look)).outcome).toEqual(fresh.outcome);
  });

  test("spends the same fuel for the same script, whatever ran before", async () => {
    const script = "a = (1..200).map { |x| x.to_s * 3 }; a.sort.join.size";
    const first = await evaluate(mode, script);
    await evaluate(mode, "x = 'y' * 500_000; $z = [x] * 100; 1");
    const second = await evaluate(mode, script);
    expect(second.usage.fuel).toBe(first.usage.fuel);
    expect(first.usage.fuel).toBeGreaterThan(200);
  });

  test("reports the growth of memory that was accepted", async () => {
    expect((await evaluate(mode, "nil")).usage.memoryPeak).toBe(0);
    const grown = (await evaluate(mode, "('x' * 900_000).size")).usage.memoryPeak;
    expect(grown).toBeGreaterThanOrEqual(700_000);
    expect(grown).toBeLessThanOrEqual(1 << 20);
  });

  test("runs an entrypoint of its setup", async () => {
    const setup = createSetup([sourceStep("Double", "Double = ->(x) { x * 2 }")]);
    const invocation = Uint8Array.from([
      0x83,
      ...str("entrypoint"),
      0xc7,
      6,
      0x00,
      ...str("Double").slice(1),
      ...str("args"),
      0x91,
      21,
      ...str("kwargs"),
      0x80,
    ]);
    const report = await evaluate(mode, "", { setup, entry: "run", payload: invocation });
    expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x2a));
  });
});

test("asynchronous invocations of one setup overlap without seeing each other", async () => {
  const script = (mark: number): string => `$mark = ${mark}; i = 0; i += 1 while i < 300_000; $mark`;
  const marks = [1, 2, 3, 4, 5, 6];
  const reports = await Promise.all(marks.map((mark) => Runtime.shared.invoke(evaluation(script(mark), { slice: 1 }))));
  expect(reports.map((report) => report.outcome)).toEqual(marks.map((mark) => Uint8Array.of(0x01, mark)));
});

test("a synchronous invocation works while asynchronous ones are suspended", async () => {
  const running = Runtime.shared.invoke(evaluation("i = 0; i += 1 while i < 500_000; i == 500_000", { slice: 1 }));
  expect(Runtime.shared.invokeSync(evaluation("1")).outcome).toEqual(Uint8Array.of(0x01, 0x01));
  expect((await running).outcome).toEqual(Uint8Array.of(0x01, 0xc3));
});
