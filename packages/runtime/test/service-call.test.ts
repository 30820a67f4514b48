import { describe, expect, test } from "vitest";
import { createSetup, type Dispatch, type Report, Runtime, TrapSignal } from "../src/index.ts";
import { evaluate, evaluation, MODES, type Overrides } from "./invoke.ts";
import { bindStep, blockArguments, response } from "./messages.ts";

const setup = createSetup([bindStep("Svc"), bindStep("Deep::Er")]);

function withService(dispatch: Dispatch, overrides: Overrides = {}): Overrides {
  return { setup, dispatch, ...overrides };
}

async function later<T>(value: T, milliseconds = 2): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return value;
}

describe.each(MODES)("a Service call in %s mode", (mode) => {
  test("hands over the Request and returns the Response", async () => {
    const requests: Uint8Array[] = [];
    const dispatch: Dispatch = (request) => {
      requests.push(request.slice());
      return response(0x2a);
    };
    const report = await evaluate(mode, "Svc.add(1, k: 2) + 1", withService(dispatch));
    expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x2b));
    // [path, method, [1], {k: 2}, no block]
    const expected = [
      0x95, 0xa3, 0x53, 0x76, 0x63, 0xa3, 0x61, 0x64, 0x64, 0x91, 0x01, 0x81, 0xc7, 0x01, 0x00, 0x6b, 0x02, 0xc2,
    ];
    expect(requests).toEqual([Uint8Array.from(expected)]);
  });

  test("that throws ends the invocation as an engine trap with that cause", async () => {
    const cause = new Error("our own bug");
    const dispatch: Dispatch = () => {
      throw cause;
    };
    const report = await evaluate(mode, "begin; Svc.x; rescue Exception; end", withService(dispatch));
    expect(report.trap).toMatchObject({ kind: "engine", cause });
  });

  test("that throws a TrapSignal ends it as the trap that it carries", async () => {
    const dispatch: Dispatch = () => {
      throw new TrapSignal({ kind: "budget", message: "too many", data: 7 });
    };
    const report = await evaluate(mode, "begin; Svc.x; rescue Exception; end", withService(dispatch));
    expect(report.trap).toEqual({ kind: "budget", message: "too many", data: 7 });
  });

  test("counts against the time limit", async () => {
    const dispatch: Dispatch = () => {
      const end = performance.now() + 15;
      while (performance.now() < end);
      return response(0xc0);
    };
    const report = await evaluate(mode, "loop { Svc.slow }", withService(dispatch, { limits: { timeout: 40 } }));
    expect(report.trap?.kind).toBe("timeout");
  });

  test("may start another invocation, of the same setup too", async () => {
    const dispatch: Dispatch = () => {
      const inner = Runtime.shared.invokeSync(evaluation("$x = 5; 20 + 1", { setup }));
      return response(...(inner.outcome ?? []).slice(1));
    };
    const report = await evaluate(mode, "$x = 1; Svc.nested + $x", withService(dispatch));
    expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x16));
  });

  test("runs the block that came with it, as often as it likes", async () => {
    const dispatch: Dispatch = (_request, call) => {
      const seen = [1, 2, 3].map((value) => call.yieldToBlock(blockArguments(value))[1] ?? 0);
      return response(0x93, ...seen);
    };
    const report = await evaluate(mode, "Svc.each { |x| x * 10 }", withService(dispatch));
    expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x93, 10, 20, 30));
  });

  test("ends with the value of a break, whatever it answers", async () => {
    const tags: (number | undefined)[] = [];
    const dispatch: Dispatch = (_request, call) => {
      tags.push(call.yieldToBlock(blockArguments(1))[0]);
      return response(0x05);
    };
    const report = await evaluate(mode, "x = Svc.each { |x| break 42 }; x", withService(dispatch));
    expect(tags).toEqual([0x02]);
    expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x2a));
  });

  test("cannot swallow the trap of its block", async () => {
    const dispatch: Dispatch = (_request, call) => {
      try {
        call.yieldToBlock(blockArguments(1));
      } catch {
        // A Service that catches everything.
      }
      return response(0xc0);
    };
    const report = await evaluate(mode, "Svc.each { loop {} }; 1", withService(dispatch, { limits: { timeout: 30 } }));
    expect(report.trap?.kind).toBe("timeout");
  });

  test("cannot run its block once it has answered", async () => {
    let late: (() => unknown) | undefined;
    const dispatch: Dispatch = (_request, call) => {
      late = () => call.yieldToBlock(blockArguments(1));
      return response(0xc0);
    };
    await evaluate(mode, "Svc.each { 1 }", withService(dispatch));
    expect(late).toThrow(/after its call had ended/);
  });

  test("nests: only the innermost call may run its block", async () => {
    let outer: (() => unknown) | undefined;
    const errors: unknown[] = [];
    const dispatch: Dispatch = (_request, call) => {
      if (outer === undefined) {
        outer = () => call.yieldToBlock(blockArguments(1));
        outer();
      } else {
        try {
          outer();
        } catch (error) {
          errors.push(error);
        }
      }
      return response(0x01);
    };
    const report = await evaluate(mode, "Svc.a { Svc.b { 1 } }", withService(dispatch));
    expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x01));
    expect(errors).toHaveLength(1);
  });
});

describe("a Service that answers with a Promise", () => {
  const run = (code: string, dispatch: Dispatch, overrides: Overrides = {}): Promise<Report> =>
    Runtime.shared.invoke(evaluation(code, withService(dispatch, overrides)));

  test("suspends the guest, not the thread", async () => {
    // The Service answers once the thread's own timer has ticked, which it could not if the guest held the thread.
    const report = await run("Svc.a + Svc.b", () => later(response(0x03), 10));
    expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x06));
  });

  test("is refused where the guest cannot wait", () => {
    const report = Runtime.shared.invokeSync(
      evaluation(
        "Svc.a",
        withService(() => later(response(0xc0))),
      ),
    );
    expect(report.trap?.kind).toBe("engine");
  });

  test("does not outlive the deadline", async () => {
    const report = await run("Svc.a", () => new Promise(() => undefined), { limits: { timeout: 30 } });
    expect(report.trap?.kind).toBe("timeout");
  });

  test("does not outlive the signal", async () => {
    const controller = new AbortController();
    const running = run("Svc.a", () => new Promise(() => undefined), { signal: controller.signal });
    setTimeout(() => controller.abort(), 5);
    expect((await running).trap?.kind).toBe("aborted");
  });

  test.each(["finishes", "waits for ever too"])(
    "does not outlive the deadline after its block, whose own Service call %s",
    async (inner) => {
      const dispatch: Dispatch = async (request, call) => {
        if (request.at(-1) === 0xc2) return inner === "finishes" ? later(response(0x05)) : new Promise(() => undefined);
        await call.yieldToBlockAsync(blockArguments(2)).catch(() => undefined);
        return new Promise(() => undefined);
      };
      const report = await run("Svc.each { |x| Svc.five }", dispatch, { limits: { timeout: 40 } });
      expect(report.trap?.kind).toBe("timeout");
    },
  );

  test("may reject after the invocation has ended", async () => {
    const dispatch: Dispatch = () => later(undefined, 50).then(() => Promise.reject(new Error("late")));
    const report = await run("Svc.a", dispatch, { limits: { timeout: 20 } });
    expect(report.trap?.kind).toBe("timeout");
    await later(undefined, 50);
  });

  test("may run its block, which may call it again", async () => {
    const dispatch: Dispatch = async (request, call) => {
      if (request.at(-1) === 0xc2) return later(response(0x05));
      const answer = await call.yieldToBlockAsync(blockArguments(2));
      return response(answer[1] ?? 0);
    };
    const report = await run("Svc.each { |x| x * Svc.five }", dispatch);
    expect(report.outcome).toEqual(Uint8Array.of(0x01, 10));
  });

  test("queues runs of its block that are asked for at once", async () => {
    const dispatch: Dispatch = async (request, call) => {
      if (request.at(-1) === 0xc2) return later(response(0x05));
      const answers = await Promise.all([1, 2, 3].map((value) => call.yieldToBlockAsync(blockArguments(value))));
      return response(0x93, ...answers.map((answer) => answer[1] ?? 0));
    };
    const report = await run("n = 0; Svc.each { |x| Svc.five; n += 1; x * 10 + n }", dispatch);
    expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x93, 11, 22, 33));
  });

  test("is waited for by many guests at the same time", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => run("Svc.a + Svc.b", () => later(response(0x02), 3))),
    );
    for (const report of answers) expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x04));
  });
});
