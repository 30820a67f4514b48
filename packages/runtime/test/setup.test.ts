import { describe, expect, test } from "vitest";
import { createSetup, type Dispatch, Runtime } from "../src/index.ts";
import { evaluate, MODES } from "./invoke.ts";
import { bindStep, response, sourceStep, text } from "./messages.ts";

describe.each(MODES)("a setup in %s mode", (mode) => {
  test("is there in every invocation, and nothing that an invocation does to it stays", async () => {
    const setup = createSetup([sourceStep("A", "LIST = [1]; def twice(x) = x * 2")]);
    for (const _ of [1, 2, 3]) {
      const report = await evaluate(mode, "LIST << 2; twice(LIST.size)", { setup });
      expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x04));
    }
  });

  test("costs no fuel, whether it was replayed or not", async () => {
    const setup = createSetup([sourceStep("Busy", `X = (1..500).map { |x| x * ${mode.length} }`)]);
    const first = await evaluate(mode, "X.size > 1", { setup });
    const second = await evaluate(mode, "X.size > 1", { setup });
    expect(second.usage).toMatchObject({ fuel: first.usage.fuel, memoryPeak: first.usage.memoryPeak });
  });

  test("repeats what it wrote at the start of every output", async () => {
    const setup = createSetup([sourceStep("Loud", "puts 'loading'; warn 'careful'")]);
    for (const _ of [1, 2]) {
      const report = await evaluate(mode, "puts 'running'", { setup });
      expect(text(report.stdout.bytes)).toBe("loading\nrunning\n");
      expect(text(report.stderr.bytes)).toBe("careful\n");
    }
    const clipped = await evaluate(mode, "puts 'running'", { setup, limits: { stdout: 10 } });
    expect(text(clipped.stdout.bytes)).toBe("loading\nru");
  });

  test("that calls a Service is replayed every time", async () => {
    let calls = 0;
    const dispatch: Dispatch = () => response(++calls);
    const setup = createSetup([bindStep("Svc"), sourceStep("Asks", "ANSWER = Svc.ask")]);
    const answers = [];
    for (const _ of [1, 2, 3]) answers.push((await evaluate(mode, "ANSWER", { setup, dispatch })).outcome?.[1]);
    expect(answers).toEqual([1, 2, 3]);
  });

  test("names the step that failed, every time, and leaves the entry alone", async () => {
    const setup = createSetup([
      sourceStep("Good", "A = 1"),
      sourceStep("Bad", "raise 'no'"),
      sourceStep("Never", "puts 'no'"),
    ]);
    for (const _ of [1, 2]) {
      const report = await evaluate(mode, "puts 'no'", { setup });
      expect(report).toMatchObject({ phase: "setup", step: 1, trap: undefined });
      expect(report.outcome?.[0]).toBe(0x02);
      expect(report.stdout.bytes).toHaveLength(0);
    }
  });

  test("is under the limits of the invocation that replays it", async () => {
    const setup = createSetup([sourceStep("Endless", "loop {}")]);
    const report = await evaluate(mode, "1", { setup, limits: { timeout: 30 } });
    expect(report).toMatchObject({ phase: "setup", step: 0, trap: { kind: "timeout" } });
  });

  test("does not bind over what the guest has", async () => {
    for (const path of ["String", "Math::Sin", "Kobako", "Kobako::Handle"]) {
      const report = await evaluate(mode, "1", { setup: createSetup([bindStep(path)]) });
      expect(report).toMatchObject({ phase: "setup", step: 0 });
      expect(text(report.outcome ?? new Uint8Array(0))).toContain("ArgumentError");
    }
  });

  test("with live sources is replayed under the permissive profile", async () => {
    const setup = createSetup([sourceStep("Clock", "NOW = Time.now.to_f")]);
    const frozen = await evaluate(mode, "NOW == 0.0", { setup });
    expect(frozen.outcome).toEqual(Uint8Array.of(0x01, 0xc3));
    const script = "NOW > 1_700_000_000";
    const permissive = createSetup([sourceStep("Clock", "NOW = Time.now.to_f # live")]);
    expect((await evaluate(mode, script, { setup: permissive, profile: "permissive" })).outcome).toEqual(
      Uint8Array.of(0x01, 0xc3),
    );
  });
});

test("many setups share a few instances", async () => {
  const runtime = new Runtime();
  await runtime.warm();
  const setups = Array.from({ length: 40 }, (_, index) => createSetup([sourceStep("Tenant", `ME = ${index}`)]));
  for (const _ of [1, 2]) {
    for (const [index, setup] of setups.entries()) {
      const report = await evaluate("async", "ME", { setup }, runtime);
      expect(report.outcome).toEqual(Uint8Array.of(0x01, index));
    }
  }
  expect(runtime.instances).toEqual({ busy: 0, idle: 1 });
});

test("a setup gives back the steps that it was made of, whatever becomes of the bytes", () => {
  const long = Uint8Array.from({ length: 70_000 }, (_, index) => index * 31);
  const short = Uint8Array.of(0, 0xff, 0x80);
  const setup = createSetup([long, new Uint8Array(0), short]);
  const expected = [long.slice(), new Uint8Array(0), short.slice()];
  long.fill(0);
  short.fill(0);
  expect(setup.steps).toEqual(expected);
  expect(setup.isEmpty).toBe(false);
  expect(createSetup(expected).key).toBe(setup.key);
});

test("a setup is kept without what its compiler left on the heap", async () => {
  const runtime = new Runtime();
  await evaluate(
    "async",
    "Double.call(1)",
    { setup: createSetup([sourceStep("Double", "Double = ->(x) { x * 2 }")]) },
    runtime,
  );
  const small = runtime.imageBytes;
  expect(small).toBeLessThan(2500);
  // A syntax tree of 40 KB, of which nothing is left.
  const long = `Double = ->(x) { x * 2 }\n${"# nothing\n".repeat(10)}${"if false then [1, [2, [3]]] end\n".repeat(100)}`;
  await evaluate("async", "Double.call(1)", { setup: createSetup([sourceStep("Double", long)]) }, runtime);
  expect(runtime.imageBytes - small).toBeLessThan(16_000);
});
