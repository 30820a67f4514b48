import * as Cause from "effect/Cause";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Layer from "effect/Layer";
import * as Metric from "effect/Metric";
import * as Tracer from "effect/Tracer";
import { describe, expect, it } from "vitest";
import { invocations, layer, make, Sandbox } from "../../src/effect.ts";
import { AbortedError, ArgumentError, Execution, NoServiceError, SandboxError, TimeoutError } from "../../src/index.ts";

class Rates extends Context.Service<Rates, { readonly of: (currency: string) => Effect.Effect<number> }>()("Rates") {}
const ratesLive = Layer.succeed(Rates, { of: (currency) => Effect.succeed(currency.length) });

const run = <Value, Failure>(effect: Effect.Effect<Value, Failure, Sandbox>): Promise<Value> =>
  Effect.runPromise(effect.pipe(Effect.provide(layer({ timeout: 2_000 }))));

describe("the Sandbox service", () => {
  it("evaluates through its Layer", async () => {
    const program = Effect.gen(function* () {
      const sandbox = yield* Sandbox;
      return yield* sandbox.eval<number>("puts 'hi'; 1 + 2");
    });
    const execution = await run(program);
    expect(execution).toBeInstanceOf(Execution);
    expect(execution.value).toBe(3);
    expect(execution.stdout).toBe("hi\n");
  });

  it("runs entrypoints with arguments and keywords", async () => {
    const program = Effect.scoped(
      Effect.gen(function* () {
        const sandbox = yield* make({}, (host) =>
          host.preload({ name: "Greet", code: 'Greet = ->(a, name:) { "#{a} #{name}" }' }),
        );
        yield* sandbox.seal;
        return (yield* sandbox.run("Greet", ["hi"], { kwargs: { name: "ann" } })).value;
      }),
    );
    expect(await Effect.runPromise(program)).toBe("hi ann");
  });

  it("checks and compiles", async () => {
    const program = Effect.gen(function* () {
      const sandbox = yield* Sandbox;
      expect(yield* sandbox.check("1 +")).toHaveLength(1);
      return yield* sandbox.compile("1");
    });
    expect(await run(program)).toBeInstanceOf(Uint8Array);
  });
});

describe("a Service that gives back what a script gave it", () => {
  it("gives data back, even if it looks like an Effect", async () => {
    const called: unknown[] = [];
    const program = Effect.scoped(
      Effect.gen(function* () {
        const sandbox = yield* make({}, (host) => {
          host.bind("Echo", (value: unknown) => value);
          host.bind(
            "Spy",
            () =>
              (...args: unknown[]) =>
                called.push(...args),
          );
        });
        return (yield* sandbox.eval('Echo.call({"~effect/Effect" => 1, "~effect/Effect/evaluate" => Spy.call})')).value;
      }),
    );
    expect(await Effect.runPromise(program)).toMatchObject({ "~effect/Effect": 1 });
    expect(called).toEqual([]);
  });
});

describe("failures", () => {
  it("are typed by tag, with their Execution", async () => {
    const program = Effect.gen(function* () {
      const sandbox = yield* Sandbox;
      return yield* sandbox.eval("puts 'before'; raise 'boom'");
    }).pipe(
      Effect.catchTag("SandboxError", (error: SandboxError) => Effect.succeed([error.message, error.execution.stdout])),
    );
    expect(await run(program)).toEqual(["boom", "before\n"]);
  });

  it("of other tags pass by", async () => {
    const program = Effect.gen(function* () {
      const sandbox = yield* Sandbox;
      return yield* sandbox.eval("loop {}", { timeout: 30 });
    }).pipe(Effect.catchTag("SandboxError", () => Effect.succeed("wrong")));
    await expect(run(program)).rejects.toBeInstanceOf(TimeoutError);
  });

  it("of the caller are defects", async () => {
    const program = Effect.gen(function* () {
      const sandbox = yield* Sandbox;
      return yield* sandbox.run("not a constant");
    });
    const exit = await Effect.runPromiseExit(program.pipe(Effect.provide(layer())));
    expect(Exit.isFailure(exit) && Cause.hasDies(exit.cause)).toBe(true);
    expect(Exit.isFailure(exit) && Cause.squash(exit.cause)).toBeInstanceOf(ArgumentError);
  });

  it("in the set-up are in the Layer's channel", async () => {
    const broken = layer({}, (host) => host.preload({ name: "Bad", code: ")" }));
    const exit = await Effect.runPromiseExit(Effect.provide(Effect.void, broken));
    expect(Exit.isFailure(exit) && Cause.squash(exit.cause)).toBeInstanceOf(SandboxError);
  });
});

describe("interruption", () => {
  it("ends the guest", async () => {
    const program = Effect.gen(function* () {
      const sandbox = yield* Sandbox;
      const fiber = yield* Effect.forkChild(sandbox.eval("loop {}"));
      yield* Effect.sleep(20);
      yield* Fiber.interrupt(fiber);
      // The one instance of a thread's only guest would still be busy: this waits until the loop is over.
      while (sandbox.host.options.runtime.instances.busy > 0) yield* Effect.sleep(1);
      return (yield* sandbox.eval("'free'")).value;
    });
    expect(await run(program)).toBe("free");
  });

  it("reaches an Effect that a Service runs", async () => {
    let interrupted = false;
    const program = Effect.scoped(
      Effect.gen(function* () {
        const sandbox = yield* make({}, (host) =>
          host.bind("Wait", () => Effect.never.pipe(Effect.onInterrupt(() => Effect.sync(() => (interrupted = true))))),
        );
        return yield* sandbox.eval("Wait.call", { timeout: 40 });
      }),
    );
    await expect(Effect.runPromise(program)).rejects.toBeInstanceOf(TimeoutError);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(interrupted).toBe(true);
  });

  it("closing the scope ends what still runs", async () => {
    const failure = await Effect.runPromise(
      Effect.gen(function* () {
        const { fiber } = yield* Effect.scoped(
          Effect.gen(function* () {
            const sandbox = yield* make();
            const running = yield* Effect.forkDetach(sandbox.eval("loop {}"));
            yield* Effect.sleep(20);
            return { fiber: running };
          }),
        );
        return yield* Effect.flip(Fiber.join(fiber));
      }),
    );
    expect(failure).toBeInstanceOf(AbortedError);
  });
});

describe("Services that return Effects", () => {
  it("run with the context of the program", async () => {
    const program = Effect.scoped(
      Effect.gen(function* () {
        const sandbox = yield* make<Record<string, unknown>, Readonly<Record<string, () => unknown>>, never, Rates>(
          {},
          (host) => host.bind("Rates::Of", (currency: string) => Effect.flatMap(Rates, (rates) => rates.of(currency))),
        );
        return (yield* sandbox.eval("Rates::Of.call('EUR')")).value;
      }),
    );
    expect(await Effect.runPromise(program.pipe(Effect.provide(ratesLive)))).toBe(3);
  });

  it("may be asynchronous, fail as a Service fails, or finish at once inside a block", async () => {
    const program = Effect.scoped(
      Effect.gen(function* () {
        const sandbox = yield* make({}, (host) =>
          host
            .bind("Slow", (x: number) => Effect.delay(Effect.succeed(x * 2), 1))
            .bind("Now", (x: number) => Effect.succeed(x + 1))
            .bind("Fail", () => Effect.fail(new NoServiceError("from the inside")))
            .bind("Each", (block: (x: number) => unknown) => block(1)),
        );
        const slow = yield* sandbox.eval("Slow.call(21)");
        const block = yield* sandbox.eval("Each.call { |x| Now.call(x) }");
        const fail = yield* sandbox.eval("begin; Fail.call; rescue Kobako::ServiceError => e; e.message; end");
        return [slow.value, block.value, fail.value];
      }),
    );
    expect(await Effect.runPromise(program)).toEqual([42, 2, "NoServiceError: from the inside"]);
  });
});

describe("instrumentation", () => {
  it("makes one span per invocation, with its usage", async () => {
    const spans: Tracer.NativeSpan[] = [];
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options);
        spans.push(span);
        return span;
      },
    });
    const program = Effect.gen(function* () {
      const sandbox = yield* Sandbox;
      yield* sandbox.eval("1");
      yield* Effect.ignore(sandbox.eval("raise 'x'"));
    });
    await run(program.pipe(Effect.provideService(Tracer.Tracer, tracer)));
    expect(spans.map(({ name }) => name)).toEqual(["kobako.eval", "kobako.eval"]);
    expect(spans.map(({ attributes }) => attributes.get("kobako.outcome"))).toEqual(["ok", "sandbox"]);
    expect(spans[0]?.attributes.get("kobako.fuel")).toBeGreaterThan(0);
  });

  it("counts invocations by verb and outcome", async () => {
    const counter = Metric.withAttributes(invocations, { verb: "eval", outcome: "trap" });
    const program = Effect.gen(function* () {
      const sandbox = yield* Sandbox;
      const before = (yield* Metric.value(counter)).count;
      yield* Effect.ignore(sandbox.eval("loop {}", { fuel: 50_000 }));
      return (yield* Metric.value(counter)).count - before;
    });
    expect(await run(program)).toBe(1);
  });
});
