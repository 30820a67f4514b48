import {
  decodeOutcome,
  decodeResponse,
  encodeInvocation,
  encodeResponse,
  encodeSetup,
  encodeValue,
  Float,
  type References,
} from "@kobako/codec";
import { createSetup, type Dispatch, Runtime } from "@kobako/runtime";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

/** Generated cases; `KOBAKO_RUNS` asks for the long run. */
const RUNS = Number(process.env.KOBAKO_RUNS ?? 1500);
const SEED = 20_261_122;

const FEED = createSetup([encodeSetup({ kind: "bind", path: "Feed" }).slice()]);
const encoder = new TextEncoder();

function run(code: string, dispatch: Dispatch): ReturnType<Runtime["invokeSync"]> {
  return Runtime.shared.invokeSync({
    entry: "eval",
    payload: encoder.encode(code),
    setup: FEED,
    profile: "hermetic",
    limits: { timeout: 10_000, memory: 64 << 20, fuel: null, stdout: 0, stderr: 0 },
    dispatch,
  });
}

const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 40 }), fc.string({ unit: "binary", maxLength: 300 }));
const integer = fc.oneof(
  fc.integer(),
  fc.bigInt(-(2n ** 63n), 2n ** 64n - 1n),
  fc.constantFrom(
    31,
    32,
    127,
    128,
    255,
    256,
    65_535,
    65_536,
    -32,
    -33,
    -128,
    -129,
    2n ** 53n,
    2n ** 63n,
    2n ** 64n - 1n,
    -(2n ** 63n),
  ),
);
const float = fc
  .oneof(fc.double({ noNaN: true }), fc.constantFrom(-0, Infinity, -Infinity, 1e300, 5e-324))
  .map((value) => new Float(value));
// Bytes that are text come back as text, so only those that are not stay what they were.
const binary = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Uint8Array.of(0xff, ...bytes));
const symbol = text.map((name) => Symbol.for(name));
const scalar = fc.oneof(fc.constantFrom(null, true, false), integer, float, text, binary, symbol);

class Token {
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
}

/** Handles by number, for values that hold host objects. */
const references: References = {
  wrap: (object) => (object as Token).id,
  resolve: (id) => new Token(id),
};

const handle = fc.integer({ min: 1, max: 0x7fff_ffff }).map((id) => new Token(id));
const key = fc.oneof(
  text,
  symbol,
  integer,
  fc.constantFrom("__proto__", "constructor", Symbol.for("__proto__"), true, null),
);

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    handle,
    fc.array(tie("value"), { maxLength: 20 }),
    fc.dictionary(text, tie("value"), { maxKeys: 10 }),
    fc
      .uniqueArray(fc.tuple(key, tie("value")), { maxLength: 10, selector: ([name]) => String(name) })
      .map((pairs) => new Map(pairs)),
  ),
})).value;

function reencoded(sent: unknown): Uint8Array {
  return encodeValue(sent, references).slice();
}

describe("a value that goes host → guest → host", () => {
  test("as the answer of a Service and the result of a script comes back as what it was", () => {
    fc.assert(
      fc.property(value, (sent) => {
        const report = run("Feed.call", () => encodeResponse(sent, references));
        const outcome = decodeOutcome(report.outcome ?? new Uint8Array(0), references, { hashes: "map" });
        if (!outcome.ok) throw new Error(outcome.panic.message);
        // Compared as what the host would read of its own bytes: the guest adds and loses nothing.
        const expected = decodeResponse(encodeResponse(sent, references).slice(), references, { hashes: "map" });
        expect(outcome.value).toEqual(expected.ok ? expected.value : undefined);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test("as an argument arrives as what it was, and leaves the guest as the same bytes twice", () => {
    fc.assert(
      fc.property(value, (sent) => {
        const requests: Uint8Array[] = [];
        const dispatch: Dispatch = (request) => {
          requests.push(request.slice());
          return encodeResponse(requests.length === 1 ? sent : null, references);
        };
        const report = run("x = Feed.call; Feed.one(x); Feed.one(x)", dispatch);
        expect(report.trap).toBeUndefined();
        expect(requests[1]).toEqual(requests[2]);
      }),
      { numRuns: RUNS, seed: SEED + 1 },
    );
  });

  test("deep and wide structures too", () => {
    const deep = Array.from({ length: 127 }).reduce<unknown>((inner) => [inner], []);
    const wide = Array.from({ length: 70_000 }, (_, index) => index);
    const table = new Map(Array.from({ length: 70_000 }, (_, index) => [index, String(index)]));
    for (const sent of [deep, wide, table, "ä".repeat(1_000_000)]) {
      const report = run("Feed.call", () => encodeResponse(sent));
      expect(report.outcome?.slice(1)).toEqual(reencoded(sent));
    }
  });
});

describe("what the guest may send", () => {
  test.each([
    ["arrays", "Array.new(1_048_576) { [] }"],
    ["symbols", "Array.new(1_048_576, :a)"],
    ["binary strings", "Array.new(1_048_576, 255.chr)"],
  ])("is at most 1048576 objects: %s", (_name, script) => {
    const report = Runtime.shared.invokeSync({
      entry: "eval",
      payload: encoder.encode(script),
      setup: FEED,
      profile: "hermetic",
      limits: { timeout: null, memory: null, fuel: null, stdout: 0, stderr: 0 },
      dispatch: () => new Uint8Array(0),
    });
    const outcome = decodeOutcome(report.outcome ?? new Uint8Array(0));
    expect(outcome).toMatchObject({ ok: false, panic: { class: "Kobako::Unrepresentable" } });
    expect(outcome.ok ? "" : outcome.panic.message).toContain("more than 1048576");
  });

  test("has one NaN", () => {
    const report = run("[0.0 / 0.0, -(0.0 / 0.0)]", () => new Uint8Array(0));
    const nan = [0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0];
    expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x92, ...nan, ...nan));
  });
});

describe("arguments of an entrypoint", () => {
  const setup = createSetup([
    encodeSetup({ kind: "source", name: "Id", code: "Id = ->(*a, **k) { [a.size, k.size] }" }).slice(),
  ]);

  test("have 128 levels each, positional and by keyword", () => {
    const deep = Array.from({ length: 127 }).reduce<unknown>((inner) => [inner], []);
    const report = Runtime.shared.invokeSync({
      entry: "run",
      payload: encodeInvocation({ entrypoint: "Id", args: [deep, 1], kwargs: { k: deep } }).slice(),
      setup,
      profile: "hermetic",
      limits: { timeout: null, memory: null, fuel: null, stdout: 0, stderr: 0 },
      dispatch: () => new Uint8Array(0),
    });
    expect(report.outcome).toEqual(Uint8Array.of(0x01, 0x92, 2, 1));
  });
});

describe("a Response that was damaged on the way", () => {
  test("ends in a value or in an engine trap, and the next invocation knows nothing of it", () => {
    let trapped = 0;
    fc.assert(
      fc.property(value, fc.nat(), fc.nat(255), fc.constantFrom("flip", "cut", "insert"), (sent, place, byte, how) => {
        const bytes = [...encodeResponse(sent, references)];
        const at = place % bytes.length;
        if (how === "flip") bytes[at] = byte;
        else if (how === "cut") bytes.length = at;
        else bytes.splice(at, 0, byte, byte);
        const report = run("Feed.call", () => Uint8Array.from(bytes));
        if (report.trap === undefined) expect(report.outcome?.length).toBeGreaterThan(0);
        else {
          trapped++;
          expect(["engine", "memory"]).toContain(report.trap.kind);
        }
      }),
      { numRuns: RUNS, seed: SEED + 2 },
    );
    expect(trapped).toBeGreaterThan(RUNS / 10);
    expect(run("1 + 1", () => new Uint8Array(0)).outcome).toEqual(Uint8Array.of(0x01, 0x02));
  });

  test("allocates for what is there, not for what it claims", () => {
    for (const header of [0xc6, 0xc9, 0xdb, 0xdd, 0xdf]) {
      const report = run("Feed.call", () => Uint8Array.of(0x92, 0x00, header, 0xff, 0xff, 0xff, 0xff));
      expect(report.trap?.kind).toBe("engine");
      expect(report.usage.memoryPeak).toBe(0);
    }
  });
});
