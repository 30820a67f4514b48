// What a guest whose memory or control flow is in an attacker's hands can do to the host: nothing but end its own invocation.
import { describe, expect, test } from "vitest";
import { type Dispatch, type Report, Runtime, RuntimeError } from "../src/index.ts";
import { bytesOf, DISPATCH, type HostileParts, hostileRuntime, OUTCOME } from "./hostile-guest.ts";
import { evaluate, evaluation, MODES, type Mode, type Overrides } from "./invoke.ts";
import { blockArguments, response } from "./messages.ts";

const NIL = Uint8Array.of(0x01, 0xc0);
const answers: Dispatch = () => response(0xc0);

function attack(mode: Mode, parts: HostileParts, overrides: Overrides = {}): Promise<Report> {
  return evaluate(mode, "1", { dispatch: answers, ...overrides }, hostileRuntime(parts));
}

/** `address << 32 | length` */
function span(address: number, length: number): string {
  return `(i64.const ${((BigInt(address) << 32n) | BigInt(length)).toString()})`;
}

describe.each(MODES)("in %s mode", (mode) => {
  test("the healthy parts make a healthy guest", async () => {
    expect((await attack(mode, { eval: `(drop ${DISPATCH})` })).outcome).toEqual(NIL);
  });

  test.each([
    ["begins outside", span(bytesOf(2), 1)],
    ["ends outside", span(bytesOf(2) - 1, 2)],
    ["wraps around", span(0xffff_ffff, 0xffff_ffff)],
    ["is as long as memory can be", span(0, 0xffff_ffff)],
    ["is longer than any message", span(0, 16 * 1024 * 1024 + 1)],
    ["is empty", span(16, 0)],
    ["is nowhere", "(i64.const 0)"],
    ["is all ones", "(i64.const -1)"],
  ])("an outcome that %s is an engine trap", async (_, outcome) => {
    expect((await attack(mode, { outcome })).trap).toMatchObject({ kind: "engine" });
  });

  test.each([
    ["begins outside", `(i32.const ${bytesOf(2)}) (i32.const 1)`],
    ["ends outside", `(i32.const ${bytesOf(2) - 1}) (i32.const 2)`],
    ["wraps around", "(i32.const -1) (i32.const -1)"],
    ["has a negative length", "(i32.const 32) (i32.const -1)"],
  ])("a Request that %s is an engine trap, and no Service is called", async (_, args) => {
    let calls = 0;
    const dispatch: Dispatch = () => {
      calls++;
      return response(0xc0);
    };
    expect((await attack(mode, { eval: `(drop (call $dispatch ${args}))` }, { dispatch })).trap?.kind).toBe("engine");
    expect(calls).toBe(0);
  });

  test.each([
    ["outside memory", `(i32.const ${bytesOf(2)})`],
    ["at its very end", `(i32.const ${bytesOf(2) - 1})`],
    ["at the last address", "(i32.const -1)"],
  ])("an allocator that gives room %s is an engine trap", async (_, alloc) => {
    const report = await evaluate(mode, "a longer script", {}, hostileRuntime({ alloc }));
    expect(report.trap?.kind).toBe("engine");
  });

  test("an allocator that gives room over the guest's own Request and Outcome harms only the guest", async () => {
    const report = await attack(mode, { alloc: "(i32.const 16)", eval: `(drop ${DISPATCH})` });
    // The Response 92 00 c0 lies where the Outcome should be.
    expect(report.outcome).toEqual(Uint8Array.of(0x92, 0x00));
  });

  test.each([
    ["the allocator", { alloc: `(drop ${DISPATCH}) (i32.const 65536)` }],
    [
      "the allocator for a Response",
      {
        alloc: `(if (i32.eq (local.get $length) (i32.const 3)) (then (drop ${DISPATCH}))) (i32.const 65536)`,
        eval: `(drop ${DISPATCH})`,
      },
    ],
    ["taking the outcome", { outcome: `(drop ${DISPATCH}) ${OUTCOME}` }],
  ] as const)("a Service call from %s is out of turn", async (_, parts) => {
    let calls = 0;
    const dispatch: Dispatch = () => {
      calls++;
      return response(0xc0);
    };
    expect((await attack(mode, parts, { dispatch })).trap).toMatchObject({
      kind: "engine",
      message: expect.stringMatching(/out of turn/),
    });
    expect(calls).toBeLessThanOrEqual(1);
  });

  test("waiting for an answer that nobody owes is an engine trap", async () => {
    expect((await attack(mode, { eval: "(drop (call $await))" })).trap?.kind).toBe("engine");
  });

  test("an endless storm of Service calls ends at the deadline, with no loop of its own metered", async () => {
    const report = await attack(
      mode,
      { eval: `(loop $again (drop ${DISPATCH}) (br $again))` },
      { limits: { timeout: 30 } },
    );
    expect(report.trap?.kind).toBe("timeout");
  });

  test.each([
    ["the allocator", { alloc: "(call $alloc (local.get $length))" }],
    ["the entry", { eval: "(call $eval (local.get $at) (local.get $length))" }],
    ["Service calls and their blocks", { eval: `(drop ${DISPATCH})`, block: `(drop ${DISPATCH}) ${OUTCOME}` }],
  ] as const)("endless recursion through %s is an engine trap", async (_, parts) => {
    const dispatch: Dispatch = (_request, call) => {
      call.yieldToBlock(blockArguments(1));
      return response(0xc0);
    };
    expect((await attack(mode, parts, { dispatch })).trap).toMatchObject({ kind: "engine" });
  });

  test.each(["(unreachable)", "(drop (i32.load (i32.const -4)))", "(drop (i32.div_u (i32.const 1) (i32.const 0)))"])(
    "%s is an engine trap",
    async (code) => {
      expect((await attack(mode, { eval: code })).trap?.kind).toBe("engine");
    },
  );

  test.each([
    ["by less than a page", "(i32.const 1)", "memory"],
    ["past the end of the address space", "(i32.const -1)", "memory"],
    ["to 4 GiB", "(i32.const -65536)", undefined],
    ["to nothing", "(i32.const 0)", undefined],
  ])("memory cannot be grown %s", async (_, end, kind) => {
    const report = await attack(mode, { eval: `(drop (call $grow ${end}))` });
    expect(report.trap?.kind).toBe(kind);
    expect(report.usage.memoryPeak).toBe(0);
  });

  test("a guest that grew its own memory is not heard any more, and the next one is whole", async () => {
    const runtime = hostileRuntime({
      eval: "(if (i32.eq (i32.load8_u (local.get $at)) (i32.const 103)) (then (drop (memory.grow (i32.const 1)))))",
    });
    expect((await evaluate(mode, "grow", {}, runtime)).trap?.kind).toBe("engine");
    expect((await evaluate(mode, "fine", {}, runtime)).outcome).toEqual(NIL);
  });

  test("what a guest writes outside of what it was granted is gone in the next invocation", async () => {
    // "g" grows by a page; "w" writes to that page without a grant; anything else reads from there and ends at once.
    const runtime = hostileRuntime({
      eval: `(local $what i32)
        (local.set $what (i32.load8_u (local.get $at)))
        (if (i32.eq (local.get $what) (i32.const 103)) (then (drop (call $grow (i32.const ${bytesOf(3)})))))
        (if (i32.eq (local.get $what) (i32.const 119)) (then (i32.store8 (i32.const ${bytesOf(3) - 1}) (i32.const 42))))
        (if (i32.eq (local.get $what) (i32.const 114))
          (then (i32.store8 (i32.const 17) (i32.load8_u (i32.const ${bytesOf(3) - 1})))))`,
    });
    const outcomes = [];
    for (const code of ["grow", "write", "read"]) outcomes.push((await evaluate(mode, code, {}, runtime)).outcome?.[1]);
    expect(outcomes).toEqual([0xc0, 0xc0, 0]);
    expect(runtime.instances.idle).toBe(1);
  });

  test("more entropy at once than anybody needs is refused", async () => {
    const parts = { eval: "(i32.store8 (i32.const 17) (call $random_get (i32.const 0) (i32.const 65537)))" };
    expect((await attack(mode, parts, { profile: "permissive" })).outcome).toEqual(Uint8Array.of(0x01, 28));
  });

  test("the host writes no message and no answer over constants, whatever the guest tells it", async () => {
    const constants = { from: 1024, to: 2048 };
    const asks = {
      message: { alloc: "(i32.const 1020)" },
      answer: { eval: "(i32.store8 (i32.const 17) (call $random_get (i32.const 2047) (i32.const 2)))" },
    };
    const message = await evaluate(mode, "a script", {}, hostileRuntime(asks.message, { constants }));
    expect(message.trap).toMatchObject({ kind: "engine", message: expect.stringMatching(/constants/) });
    const answer = await evaluate(mode, "1", {}, hostileRuntime(asks.answer, { constants }));
    expect(answer.outcome).toEqual(Uint8Array.of(0x01, 21));
  });

  test("a flood of output keeps what the cap allows", async () => {
    // 16 parts of 64 KiB each, again and again.
    const parts = {
      eval: `(local $i i32) (local $n i32)
        (loop $part
          (i32.store (i32.add (i32.const 512) (i32.mul (local.get $i) (i32.const 8))) (i32.const 0))
          (i32.store (i32.add (i32.const 516) (i32.mul (local.get $i) (i32.const 8))) (i32.const 65536))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br_if $part (i32.lt_u (local.get $i) (i32.const 16))))
        (loop $again
          (drop (call $fd_write (i32.const 1) (i32.const 512) (i32.const 16) (i32.const 900)))
          (local.set $n (i32.add (local.get $n) (i32.const 1)))
          (br_if $again (i32.lt_u (local.get $n) (i32.const 1000))))`,
    };
    const report = await attack(mode, parts, { limits: { stdout: 100_000 } });
    expect(report.stdout).toMatchObject({ bytes: { length: 100_000 }, truncated: true });
    expect(report.outcome).toEqual(NIL);
  });
});

describe("with Services that the guest should wait for", () => {
  const never: Dispatch = () => new Promise(() => {});

  test("a second call while one is owed is out of turn", async () => {
    const report = await attack("async", { eval: `(drop ${DISPATCH}) (drop ${DISPATCH})` }, { dispatch: never });
    expect(report.trap).toMatchObject({ kind: "engine", message: expect.stringMatching(/out of turn/) });
  });

  test("a guest that leaves instead of waiting is trapped, and its Service has no block to call any more", async () => {
    let late: (() => unknown) | undefined;
    const dispatch: Dispatch = (_request, call) => {
      late = () => call.yieldToBlock(blockArguments(1));
      return new Promise(() => {});
    };
    const runtime = hostileRuntime({ eval: `(drop ${DISPATCH})` });
    const report = await runtime.invoke(evaluation("1", { dispatch }));
    expect(report.trap).toMatchObject({ kind: "engine", message: expect.stringMatching(/left while/) });
    expect(late).toThrow(/after its call had ended/);
  });

  test("a block that leaves a call open is trapped", async () => {
    let calls = 0;
    const dispatch: Dispatch = async (_request, call) => {
      calls++;
      if (calls === 1) await call.yieldToBlockAsync(blockArguments(1));
      return response(0xc0);
    };
    const parts = { eval: `(drop ${DISPATCH}) (drop (call $await))`, block: `(drop ${DISPATCH}) ${OUTCOME}` };
    const report = await attack("async", parts, { dispatch });
    expect(report.trap).toMatchObject({ kind: "engine", message: expect.stringMatching(/left a block/) });
  });

  test("an endless storm of pauses ends at the deadline, and leaves the event loop its turns", async () => {
    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    const parts = { eval: "(loop $again (call $pause) (br $again))" };
    const report = await attack("async", parts, { limits: { timeout: 50 } });
    expect(report.trap?.kind).toBe("timeout");
    expect(turned).toBe(true);
  });
});

describe("loading", () => {
  test("a boot image may end far beyond the memory that the module begins with", async () => {
    const runtime = hostileRuntime({ extra: "" }, { pages: 1000 });
    expect((await runtime.invoke(evaluation("1"))).outcome).toEqual(NIL);
  });

  test.each([0, -1, 1.5, Number.NaN, Infinity, "4"])("a bound of %s is refused", (bound) => {
    expect(() => new Runtime({ maxConcurrency: bound as number })).toThrow(RangeError);
    if (bound !== 0) expect(() => new Runtime({ maxQueue: bound as number })).toThrow(RangeError);
  });

  test("a RuntimeError is what a full queue ends in", async () => {
    const runtime = hostileRuntime(
      { eval: `(drop ${DISPATCH}) (drop (call $await))` },
      { maxConcurrency: 1, maxQueue: 1 },
    );
    const { promise, resolve } = Promise.withResolvers<Uint8Array>();
    const running = [1, 2].map(() => runtime.invoke(evaluation("1", { dispatch: () => promise })));
    await expect(runtime.invoke(evaluation("1"))).rejects.toThrow(RuntimeError);
    await expect(runtime.invoke(evaluation("1"))).rejects.toMatchObject({ code: "QueueFull" });
    resolve(response(0xc0));
    for (const report of await Promise.all(running)) expect(report.trap).toBeUndefined();
  });
});
