import { encodeOutcome } from "@kobako/codec";
import type { Report, Trap } from "@kobako/runtime";
import { describe, expect, it } from "vitest";
import {
  BudgetExceededError,
  Disconnected,
  KobakoError,
  Sandbox,
  SandboxError,
  ServiceError,
  TrapError,
} from "../../src/index.ts";
import { HandleTable } from "../../src/invocation/handle-table.ts";
import { InvocationContext } from "../../src/invocation/invocation-context.ts";
import { settle } from "../../src/invocation/settle.ts";
import { ServiceRegistry } from "../../src/services/service-registry.ts";

function context(): InvocationContext {
  return new InvocationContext({
    sandbox: {},
    registry: new ServiceRegistry(),
    overrides: undefined,
    handles: new HandleTable({ maxHandles: null }),
    decoding: undefined,
    maxCalls: null,
    timeout: null,
    depth: 1,
  });
}

function report(outcome: Uint8Array | undefined, rest: Partial<Report> = {}): Report {
  const output = { bytes: new TextEncoder().encode("written"), truncated: false };
  return {
    phase: "entry",
    step: undefined,
    outcome,
    trap: undefined,
    stdout: output,
    stderr: output,
    usage: { wallTime: 1, memoryPeak: 2, fuel: 3 },
    deadline: Number.POSITIVE_INFINITY,
    ...rest,
  };
}

const panic = (origin: "sandbox" | "service", name: string, details: unknown = null): Uint8Array =>
  encodeOutcome({ ok: false, panic: { origin, class: name, message: "m", backtrace: ["(eval):1"], details } }).slice();

const tagOf = ({ error }: { readonly error: Error | undefined }): string | undefined =>
  error instanceof KobakoError ? error._tag : undefined;

describe("a long result whose invocation has no time left", () => {
  const long = encodeOutcome({ ok: true, value: Array.from({ length: 10_000 }, () => "x") }).slice();

  it("is a TimeoutError", () => {
    expect(tagOf(settle(report(long, { deadline: performance.now() - 1 }), context()))).toBe("TimeoutError");
  });

  it("is read when there is some", () => {
    expect(tagOf(settle(report(long, { deadline: performance.now() + 60_000 }), context()))).toBeUndefined();
  });
});

describe("an outcome that cannot be read is a TrapError:", () => {
  it.each([
    ["none", undefined],
    ["empty", new Uint8Array(0)],
    ["an unknown first byte", Uint8Array.of(3, 0xc0)],
    ["cut short", Uint8Array.of(1)],
    ["trailing bytes", Uint8Array.of(1, 0xc0, 0xc0)],
    ["a Panic that is no map", Uint8Array.of(2, 0xc0)],
    [
      "a Panic without a class",
      Uint8Array.of(2, 0x81, 0xa6, ...new TextEncoder().encode("origin"), 0xa7, ...new TextEncoder().encode("sandbox")),
    ],
    ["a Handle that was never issued", Uint8Array.of(1, 0xd6, 1, 0, 0, 0, 9)],
    ["a Fault where none may be", Uint8Array.of(1, 0xc7, 1, 2, 0x80)],
  ])("%s", (_, outcome) => {
    const ending = settle(report(outcome), context());
    expect(tagOf(ending)).toBe("TrapError");
    expect(ending.execution.stdout).toBe("written");
  });
});

describe("a Hash whose keys only Ruby tells apart", () => {
  const thing = new (class Thing {})();
  const sandbox = new Sandbox().bind("Give", () => thing);

  it.each([
    ["an Integer and a Float", "{ 1 => 2, 1.0 => 3 }"],
    ["two zeros", "{ 0.0 => 1, -0.0 => 2, 0 => 3 }"],
    ["two Handles of one object", "{ Give.call => 1, Give.call => 2 }"],
    ["within something else", "[[{ 'a' => { 2 => 1, 2.0 => 2 } }]]"],
  ])("is a SandboxError that says so: %s", async (_name, source) => {
    for (const run of [() => sandbox.eval(source), async () => sandbox.evalSync(source)]) {
      const error = await run().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SandboxError);
      expect(error).toMatchObject({ message: expect.stringMatching(/cannot cross to the host: two keys of one Hash/) });
    }
    expect((await sandbox.eval("{ 1 => 2, 1.5 => 3 }")).value).toEqual(
      new Map([
        [1, 2],
        [1.5, 3],
      ]),
    );
  });
});

describe("attribution", () => {
  it.each<readonly [Trap["kind"], string]>([
    ["timeout", "TimeoutError"],
    ["memory", "MemoryLimitError"],
    ["fuel", "FuelExhaustedError"],
    ["aborted", "AbortedError"],
    ["engine", "TrapError"],
    ["budget", "TrapError"],
  ])("a trap of kind %s wins over any outcome", (kind, tag) => {
    const cause = new Error("why");
    const ending = settle(
      report(encodeOutcome({ ok: true, value: 1 }).slice(), { trap: { kind, message: "m", cause } }),
      context(),
    );
    expect(tagOf(ending)).toBe(tag);
    expect(ending.error).toBeInstanceOf(TrapError);
    expect(ending.error?.cause).toBe(cause);
  });

  it.each([
    ["sandbox", "RuntimeError", null, "SandboxError"],
    ["sandbox", "Kobako::BytecodeError", null, "BytecodeError"],
    ["sandbox", "Kobako::UndefinedEntrypoint", { name: "A", available: ["B", 5] }, "UndefinedEntrypointError"],
    ["sandbox", "Kobako::UndefinedEntrypoint", null, "SandboxError"],
    ["sandbox", "Kobako::UndefinedEntrypoint", { name: 5, available: "x" }, "SandboxError"],
    ["sandbox", "Kobako::ServiceError", { type: "undefined" }, "SandboxError"],
    ["sandbox", "TimeoutError", null, "SandboxError"],
    ["service", "Kobako::ServiceError", null, "ServiceError"],
    ["service", "Kobako::ServiceError", { type: "runtime" }, "ServiceError"],
    ["service", "Kobako::ServiceError", { type: "undefined" }, "NoServiceError"],
    ["service", "Kobako::ServiceError", { type: "argument" }, "ServiceArgumentError"],
    ["service", "Kobako::ServiceError", { type: "disconnected" }, "Disconnected"],
    ["service", "Kobako::ServiceError", { type: "made up" }, "ServiceError"],
    ["service", "Kobako::BytecodeError", null, "ServiceError"],
  ] as const)("origin %s, class %s, details %o is a %4$s", (origin, name, details, tag) => {
    expect(tagOf(settle(report(panic(origin, name, details)), context()))).toBe(tag);
  });

  it("of what fails while Snippets load is always the Sandbox's", () => {
    const ending = settle(
      report(panic("service", "Kobako::ServiceError", { type: "undefined" }), { phase: "setup", step: 0 }),
      context(),
    );
    expect(tagOf(ending)).toBe("SandboxError");
  });

  it("of a result that holds a revoked object is Disconnected", () => {
    const revoked = context();
    const object = new Date(0);
    revoked.handles.wrap(object);
    revoked.handles.revoke(object);
    expect(settle(report(Uint8Array.of(1, 0xd6, 1, 0, 0, 0, 1)), revoked).error).toBeInstanceOf(Disconnected);
  });
});

it("nesting too deep is a BudgetExceededError inside the Service, and a ServiceError of the script", () => {
  let inner: unknown;
  const sandbox = new Sandbox({ maxDepth: 1 }).bind("Nest", () => {
    try {
      return sandbox.evalSync("1").value;
    } catch (error) {
      inner = error;
      throw error;
    }
  });
  expect(() => sandbox.evalSync("Nest.call")).toThrow(ServiceError);
  expect(inner).toBeInstanceOf(BudgetExceededError);
  expect(inner).toMatchObject({ axis: "depth", limit: 1 });
});
