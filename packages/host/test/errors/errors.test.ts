import { inspect } from "node:util";
import * as Effect from "effect/Effect";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "../../src/errors/argument-error.ts";
import { KobakoError } from "../../src/errors/kobako-error.ts";
import { nearestName } from "../../src/errors/nearest-name.ts";
import {
  BytecodeError,
  HandleTableExhausted,
  SandboxError,
  UndefinedEntrypointError,
} from "../../src/errors/sandbox-error.ts";
import { Disconnected, NoServiceError, ServiceArgumentError, ServiceError } from "../../src/errors/service-error.ts";
import { PoolTimeoutError, SetupError } from "../../src/errors/setup-error.ts";
import {
  AbortedError,
  BudgetExceededError,
  FuelExhaustedError,
  MemoryLimitError,
  TimeoutError,
  TrapError,
} from "../../src/errors/trap-error.ts";
import { Execution } from "../../src/invocation/execution.ts";

const TAXONOMY = [
  [new TrapError("m"), "TrapError", KobakoError, "trap"],
  [new TimeoutError("m"), "TimeoutError", TrapError, "trap"],
  [new MemoryLimitError("m"), "MemoryLimitError", TrapError, "trap"],
  [new AbortedError("m"), "AbortedError", TrapError, "trap"],
  [new FuelExhaustedError("m"), "FuelExhaustedError", TrapError, "trap"],
  [new BudgetExceededError("calls", 3), "BudgetExceededError", TrapError, "trap"],
  [new SandboxError("m"), "SandboxError", KobakoError, "sandbox"],
  [new BytecodeError("m"), "BytecodeError", SandboxError, "sandbox"],
  [new HandleTableExhausted("m"), "HandleTableExhausted", SandboxError, "sandbox"],
  [new UndefinedEntrypointError("Addr", ["Adder"]), "UndefinedEntrypointError", SandboxError, "sandbox"],
  [new ServiceError("m"), "ServiceError", KobakoError, "service"],
  [new NoServiceError("m"), "NoServiceError", ServiceError, "service"],
  [new ServiceArgumentError("m"), "ServiceArgumentError", ServiceError, "service"],
  [new Disconnected("m"), "Disconnected", ServiceError, "service"],
  [new SetupError("m"), "SetupError", KobakoError, "trap"],
  [new PoolTimeoutError("m"), "PoolTimeoutError", KobakoError, "trap"],
] as const;

describe.each(TAXONOMY)("%s", (error, tag, parent, category) => {
  it("has its tag, its parent and its category", () => {
    expect(error._tag).toBe(tag);
    expect(error.category).toBe(category);
    expect(error).toBeInstanceOf(parent);
    expect(error).toBeInstanceOf(KobakoError);
    expect(error).toBeInstanceOf(Error);
    expect(Object.getPrototypeOf(error.constructor)).toBe(parent);
  });

  it("heads its stack and its text with its class", () => {
    expect(String(error)).toBe(`${tag}: ${error.message}`);
    expect(error.stack).toMatch(new RegExp(`^${tag}: `));
    expect(inspect(error)).toContain(`${tag}: ${error.message}`);
  });

  it("is caught by its tag in Effect, and by no other", async () => {
    const failing = Effect.gen(function* () {
      return yield* error as TrapError;
    });
    const program = failing.pipe(Effect.catchTag(tag as "TrapError", (caught) => Effect.succeed(caught)));
    expect(await Effect.runPromise(program)).toBe(error);
  });

  it("carries an empty Execution when no guest ran", () => {
    expect(error.execution).toBe(Execution.EMPTY);
  });
});

describe("every error", () => {
  const cause = new Error("host secret at /home/app/secret.ts");
  const error = new SandboxError("boom", {
    origin: "sandbox",
    klass: "RuntimeError",
    backtraceLines: ["(eval):3:in foo"],
    details: { big: 2n ** 60n, list: [new Map([["a", 1]])] },
    cause,
  });

  it("carries what the guest reported", () => {
    expect(error).toMatchObject({ origin: "sandbox", klass: "RuntimeError", backtraceLines: ["(eval):3:in foo"] });
    expect(error.cause).toBe(cause);
  });

  it("goes to JSON without the host's cause and stack, whatever its details hold", () => {
    const json = JSON.stringify(error);
    expect(json).not.toContain("secret");
    expect(json).not.toContain("stack");
    expect(JSON.parse(json)).toMatchObject({
      _tag: "SandboxError",
      message: "boom",
      klass: "RuntimeError",
      details: { big: "1152921504606846976", list: [[["a", 1]]] },
    });
  });

  it("is inspected with guest frames and cause", () => {
    expect(inspect(error)).toMatch(
      /SandboxError: boom[\s\S]*guest:\n {4}\(eval\):3:in foo\n[\s\S]*\[cause\]: Error: host secret/,
    );
  });

  it("never prints a raw control character, whichever way it is printed", () => {
    const hostile = new SandboxError("\u001B[2Jgone\r\u202Eevil\u0007\uD800", {
      backtraceLines: ["\u001B[31m(eval):1"],
      klass: "\u001B[0m",
    });
    const ways = [
      String(hostile),
      hostile.message,
      hostile.stack ?? "",
      inspect(hostile),
      JSON.stringify(hostile),
      inspect(hostile, { customInspect: false, showHidden: true, depth: 9 }),
    ];
    for (const text of ways) expect(text).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202E]/);
    expect(hostile.message).toBe("\\u001b[2Jgone\\u000d\\u202eevil\\u0007\\ud800");
  });
});

it("an error keeps so much of a message, and shows so many frames, that no script can flood a log with it", () => {
  const error = new SandboxError("x".repeat(10_000_000), {
    backtraceLines: Array.from({ length: 10_000 }, (_, line) => `(eval):${line}`.padEnd(1_000, "y")),
  });
  expect(error.message).toMatch(/^x{65536}… \(9934464 more characters\)$/);
  expect(inspect(error).length).toBeLessThan(200_000);
  expect(inspect(error)).toContain("… and 9900 more");
});

it("BudgetExceededError names the axis and the limit", () => {
  const error = new BudgetExceededError("calls", 1000);
  expect(error).toMatchObject({ axis: "calls", limit: 1000, message: "Service calls exceed the limit of 1000" });
  expect(error.toJSON()).toMatchObject({ axis: "calls", limit: 1000 });
});

describe("UndefinedEntrypointError", () => {
  it("carries the name, what is available, and the near name", () => {
    const error = new UndefinedEntrypointError("Aderr", ["Greeter", "Adder"]);
    expect(error).toMatchObject({ name: "Aderr", available: ["Greeter", "Adder"], suggestion: "Adder" });
    expect(error.message).toBe("undefined entrypoint Aderr: did you mean Adder?");
  });

  it("lists what is available when nothing is near", () => {
    expect(new UndefinedEntrypointError("Zzz", ["Adder"]).message).toBe(
      "undefined entrypoint Zzz: available are Adder",
    );
    expect(new UndefinedEntrypointError("Zzz", []).message).toBe(
      "undefined entrypoint Zzz: no Snippet defines a constant",
    );
  });
});

it.each([
  ["adder", "Adder"],
  ["Addre", "Adder"],
  ["Add", "Adder"],
  ["PriceTotl", "PriceTotal"],
  ["Unrelated", undefined],
  ["X", undefined],
])("the name nearest to %s is %s", (name, nearest) => {
  expect(nearestName(name, ["Greeter", "PriceTotal", "Adder", "A".repeat(10_000)])).toBe(nearest);
});

it("ArgumentError is an ordinary error and no KobakoError", () => {
  const error = new ArgumentError("bad");
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(KobakoError);
  expect(String(error)).toBe("ArgumentError: bad");
});
