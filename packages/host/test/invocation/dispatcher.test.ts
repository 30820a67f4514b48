import { decodeResponse, encodeRequest, encodeValue, Handle, type Request } from "@kobako/codec";
import { type ServiceCall, TrapSignal } from "@kobako/runtime";
import { describe, expect, it } from "vitest";
import { HandleTableExhausted, SandboxError } from "../../src/index.ts";
import { createDispatch } from "../../src/invocation/dispatcher.ts";
import { makerOf } from "../../src/invocation/end-signal.ts";
import { type HandleLimits, HandleTable } from "../../src/invocation/handle-table.ts";
import { InvocationContext } from "../../src/invocation/invocation-context.ts";
import { ServiceRegistry } from "../../src/services/service-registry.ts";

/** The wire form of a Handle, which no host code can construct. */
const handle = (id: number): Uint8Array =>
  Uint8Array.of(0xd6, 1, id >>> 24, (id >>> 16) & 255, (id >>> 8) & 255, id & 255);

/** Who asks here does not pass blocks. */
const call: ServiceCall = {
  canSuspend: true,
  check: () => undefined,
  yieldToBlock: () => encodeValue(null),
  yieldToBlockAsync: () => Promise.resolve(encodeValue(null)),
};

class Greeter {
  hi(): string {
    return "hi";
  }
  self(): this {
    return this;
  }
}

function open(limits: HandleLimits = { maxHandles: null }, services: Record<string, object> = {}): InvocationContext {
  const registry = new ServiceRegistry();
  for (const [path, object] of Object.entries(services)) registry.bind(path, { kind: "object", object });
  registry.bind("Free", { kind: "fillable" });
  return new InvocationContext({
    sandbox: {},
    registry,
    overrides: undefined,
    handles: new HandleTable(limits),
    decoding: undefined,
    maxCalls: null,
    timeout: null,
    depth: 1,
  });
}

/** Sends raw bytes, as a guest that went bad would. */
function send(context: InvocationContext, bytes: Uint8Array, serviceCall: ServiceCall = call): Uint8Array {
  const answer = createDispatch(context)(bytes, serviceCall);
  if (answer instanceof Promise) throw new Error("the answer is a Promise");
  return answer.slice();
}

function request(target: string, method: string, args: unknown[] = [], rest: Partial<Request> = {}): Uint8Array {
  return encodeRequest({ target, method, args, kwargs: undefined, hasBlock: false, ...rest }).slice();
}

/** A Request whose target, or whose one argument, is raw bytes. */
function rawTarget(target: Uint8Array, method: string): Uint8Array {
  return Uint8Array.of(0x95, ...target, ...encodeValue(method), 0x90, 0x80, 0xc2);
}
function rawArgument(path: string, argument: Uint8Array): Uint8Array {
  return Uint8Array.of(
    0x95,
    ...encodeValue(path).slice(),
    ...encodeValue("call").slice(),
    0x91,
    ...argument,
    0x80,
    0xc2,
  );
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("unknown and refused names", () => {
  const services = { Fn: () => 1, Obj: new Greeter(), Map: new Map(), Plain: { a: 1 } };
  const names = [
    "nope",
    "constructor",
    "__proto__",
    "apply",
    "bind",
    "get",
    "size",
    "_x",
    "#x",
    "",
    "toString",
    "a".repeat(10_000),
  ];
  const paths = ["Nope", "Free", "Fn", "Obj", "Map", "Plain", "", "__proto__", "constructor", "Fn::Nope", "toString"];

  it("get one answer, byte for byte", () => {
    const answers = new Set<string>();
    for (const path of paths)
      for (const name of names) answers.add(hex(send(open(undefined, services), request(path, name))));
    expect(answers.size).toBe(1);
  });

  it("get the answer that forged, stale and foreign Handles get", () => {
    const foreign = open();
    foreign.handles.wrap(new Greeter());
    const unknown = hex(send(open(undefined, services), request("Nope", "hi")));
    for (const id of [1, 2, 1000, 0x7fffffff]) {
      expect(hex(send(open(undefined, services), rawTarget(handle(id), "hi")))).toBe(unknown);
      expect(hex(send(open(undefined, services), rawArgument("Fn", handle(id))))).toBe(unknown);
    }
    const answers = send(open(undefined, services), request("Nope", "hi"));
    expect(decodeResponse(answers)).toEqual({
      ok: false,
      fault: { type: "undefined", message: "no such Service or method", details: null },
    });
  });
});

describe("a Request that cannot be read", () => {
  it.each([
    ["nothing", new Uint8Array(0)],
    ["noise", Uint8Array.of(0xc1, 0xff)],
    ["four elements", Uint8Array.of(0x94, 0xa1, 0x46, 0xa1, 0x78, 0x90, 0x80)],
    ["a number for a target", Uint8Array.of(0x95, 1, 0xa1, 0x78, 0x90, 0x80, 0xc2)],
    ["Handle 0", rawTarget(handle(0), "hi")],
    ["Handle 2³¹", rawTarget(handle(0x80000000), "hi")],
    ["a Handle of five bytes", Uint8Array.of(0x95, 0xc7, 5, 1, 0, 0, 0, 0, 1, 0xa1, 0x78, 0x90, 0x80, 0xc2)],
    ["trailing bytes", Uint8Array.of(...request("Fn", "call"), 0)],
    ["a length that lies", Uint8Array.of(0x95, 0xdb, 0xff, 0xff, 0xff, 0xff)],
  ])("(%s) ends the invocation in a SandboxError", (_, bytes) => {
    const end = ((): TrapSignal => {
      try {
        send(open(undefined, { Fn: () => 1 }), bytes);
      } catch (error) {
        if (error instanceof TrapSignal) return error;
      }
      throw new Error("no TrapSignal");
    })();
    expect(makerOf(end.trap.data)?.({})).toBeInstanceOf(SandboxError);
  });

  it("never reaches a Service, whatever its bytes", () => {
    let calls = 0;
    const context = open(undefined, { Fn: () => (calls += 1) });
    let seed = 42;
    for (let round = 0; round < 5_000; round += 1) {
      const bytes = Uint8Array.from(
        { length: round % 40 },
        () => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) >>> 16,
      );
      try {
        send(context, bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(TrapSignal);
      }
    }
    expect(calls).toBe(0);
  });
});

describe("Handles", () => {
  it("count from 1, and an object keeps its id", () => {
    const table = new HandleTable({ maxHandles: null });
    const [a, b] = [new Greeter(), new Greeter()];
    expect([table.wrap(a), table.wrap(b), table.wrap(a)]).toEqual([1, 2, 1]);
    expect(table.resolve(2)).toBe(b);
    expect(table.issued).toBe(2);
  });

  it("are called through the gate", () => {
    const context = open();
    context.handles.wrap(new Greeter());
    expect(decodeResponse(send(context, rawTarget(handle(1), "hi")))).toEqual({ ok: true, value: "hi" });
    const self = decodeResponse(send(context, rawTarget(handle(1), "self")));
    expect(self.ok && self.value).toBeInstanceOf(Handle);
    expect(decodeResponse(send(context, rawTarget(handle(1), "constructor"))).ok).toBe(false);
  });

  it("end the invocation in HandleTableExhausted after the last id", () => {
    const context = open({ maxHandles: null, lastId: 2 }, { Make: () => new Greeter() });
    send(context, request("Make", "call"));
    send(context, request("Make", "call"));
    expect(() => send(context, request("Make", "call"))).toThrow(
      expect.objectContaining({ trap: expect.objectContaining({ kind: "budget" }) as unknown }) as Error,
    );
    try {
      send(context, request("Make", "call"));
    } catch (error) {
      expect(makerOf((error as TrapSignal).trap.data)?.({})).toBeInstanceOf(HandleTableExhausted);
    }
  });

  it("of revoked objects are disconnected, also when the object comes again", () => {
    const greeter = new Greeter();
    const context = open(undefined, { Same: () => greeter, Direct: greeter });
    send(context, request("Same", "call"));
    context.handles.revoke(greeter);
    for (const bytes of [
      rawTarget(handle(1), "hi"),
      rawTarget(handle(1), "nope"),
      request("Direct", "hi"),
      rawArgument("Same", handle(1)),
    ]) {
      expect(decodeResponse(send(context, bytes))).toMatchObject({ ok: false, fault: { type: "disconnected" } });
    }
    send(context, request("Same", "call"));
    expect(decodeResponse(send(context, rawTarget(handle(1), "hi")))).toMatchObject({
      ok: false,
      fault: { type: "disconnected" },
    });
  });
});

describe("Services that misbehave", () => {
  it("and answer with a Promise where nothing can wait leave no rejection behind", async () => {
    const context = open(undefined, { Later: () => Promise.reject(new Error("nobody listens")) });
    const answer = send(context, request("Later", "call"), { ...call, canSuspend: false });
    expect(decodeResponse(answer)).toMatchObject({
      ok: false,
      fault: { type: "runtime", message: expect.stringContaining("Promise") as unknown },
    });
    await new Promise((resolve) => setTimeout(resolve, 1));
  });

  it("and settle after the invocation has ended are not listened to", async () => {
    const settle: { resolve?: (value: unknown) => void } = {};
    const context = open(undefined, { Later: () => new Promise((resolve) => (settle.resolve = resolve)) });
    const answer = createDispatch(context)(request("Later", "call"), call);
    context.end(new Error("timeout"));
    settle.resolve?.(new Greeter());
    await answer;
    expect(context.handles.issued).toBe(0);
  });

  it.each([
    [
      "a Promise subclass whose then is hostile",
      () =>
        Object.assign(Promise.resolve("ok"), {
          then: () => {
            throw new Error("hostile");
          },
        }),
    ],
    ["a Promise with a hostile constructor", () => Object.assign(Promise.resolve("ok"), { constructor: undefined })],
  ])("and return %s are awaited past it", async (_, service) => {
    const answer = await createDispatch(open(undefined, { Later: service }))(request("Later", "call"), call);
    expect(decodeResponse(answer)).toEqual({ ok: true, value: "ok" });
  });

  it("and return a thenable get a Handle of it, whose then is not called", () => {
    let called = false;
    class Query {
      then(): void {
        called = true;
      }
    }
    const context = open(undefined, { Find: () => new Query() });
    send(context, request("Find", "call"));
    expect(context.handles.issued).toBe(1);
    expect(called).toBe(false);
  });

  it.each([
    [
      "a Proxy that throws from every trap",
      () =>
        new Proxy(
          {},
          {
            getPrototypeOf() {
              throw new Error("trap");
            },
            ownKeys() {
              throw new Error("trap");
            },
            get() {
              throw new Error("trap");
            },
          },
        ),
    ],
    [
      "a revoked Proxy",
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      },
    ],
    [
      "an object whose getter throws",
      () => ({
        get bad() {
          throw new Error("getter");
        },
      }),
    ],
    ["a symbol that is not registered", () => Symbol("local")],
    ["a lone surrogate", () => "\uDC00"],
    ["17 MB", () => "x".repeat(17 * 1024 * 1024)],
  ])("and answer with %s are told that it cannot cross, and the script no more than that", (_, service) => {
    const context = open(undefined, { Odd: service });
    const answer = decodeResponse(send(context, request("Odd", "call")));
    expect(answer).toMatchObject({ ok: false, fault: { type: "runtime" } });
    expect(!answer.ok && answer.fault.message).toMatch(
      /^ServiceError: the Service's answer cannot cross to the guest: [\w ,'-]+$/,
    );
    expect(context.failures.latest?.cause).toBeInstanceOf(Error);
  });
});
