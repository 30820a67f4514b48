import { describe, expect, it } from "vitest";
import {
  CodecError,
  decodeValue,
  encodeBlockCall,
  encodeFault,
  encodeInvocation,
  encodeOutcome,
  encodeRequest,
  encodeResponse,
  encodeValue,
  MAX_DEPTH,
  MAX_MESSAGE_BYTES,
  MAX_MESSAGE_OBJECTS,
} from "../src/index.ts";
import { SymbolNames } from "../src/symbol-names.ts";

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof CodecError) return error.code;
    throw error;
  }
  return "accepted";
}

/** A value of so many levels. */
function nested(levels: number, wrap: (inner: unknown) => unknown = (inner) => [inner]): unknown {
  let value: unknown = null;
  for (let i = 0; i < levels; i++) value = wrap(value);
  return value;
}

describe("nesting", () => {
  const wraps: readonly [string, (inner: unknown) => unknown][] = [
    ["Arrays", (inner) => [inner]],
    ["plain objects", (inner) => ({ a: inner })],
    ["Maps by value", (inner) => new Map([[1, inner]])],
    ["Maps by key", (inner) => new Map([[inner, 1]])],
  ];

  it.each(wraps)("of 127 and 128 levels crosses, of 129 and a million is refused: %s", (_, wrap) => {
    for (const levels of [127, 128]) {
      const bytes = encodeValue(nested(levels, wrap)).slice();
      expect(codeOf(() => decodeValue(bytes))).toBe("accepted");
    }
    for (const levels of [129, 1_000_000]) expect(codeOf(() => encodeValue(nested(levels, wrap)))).toBe("TooDeep");
  });

  it("is counted from each argument, keyword, result and details, not from the envelope", () => {
    const encoders: readonly ((value: unknown) => unknown)[] = [
      (value) => encodeResponse(value),
      (value) => encodeFault({ type: "runtime", message: "", details: value }),
      (value) => encodeBlockCall([1, value]),
      (value) => encodeInvocation({ entrypoint: "M", args: [value], kwargs: { a: value } }),
      (value) => encodeRequest({ target: "K", method: "m", args: [value], kwargs: { a: value }, hasBlock: false }),
      (value) => encodeOutcome({ ok: true, value }),
      (value) =>
        encodeOutcome({
          ok: false,
          panic: { origin: "sandbox", class: "E", message: "", backtrace: [], details: value },
        }),
    ];
    for (const encode of encoders) {
      expect(codeOf(() => encode(nested(MAX_DEPTH)))).toBe("accepted");
      expect(codeOf(() => encode(nested(MAX_DEPTH + 1)))).toBe("TooDeep");
    }
  });

  it("without end is refused: cycles through Arrays, objects, Maps and each other", () => {
    const array: unknown[] = [];
    const object: Record<string, unknown> = { array };
    const map = new Map<unknown, unknown>([["object", object]]);
    array.push(1, map);
    for (const cyclic of [array, object, map, [array, array]])
      expect(codeOf(() => encodeValue(cyclic))).toBe("TooDeep");
  });

  it("of a value that is shared, not cyclic, crosses as copies", () => {
    const shared = [1];
    expect(decodeValue(encodeValue([shared, { shared }]).slice())).toStrictEqual([[1], { shared: [1] }]);
  });

  it("of a few values that are shared at every level ends in a refusal, not in 2**100 values", () => {
    let bomb: unknown = ["boom"];
    for (let i = 0; i < 100; i++) bomb = [bomb, bomb];
    expect(codeOf(() => encodeValue(bomb))).toBe("TooLarge");
  });
});

describe("size", () => {
  it("is at most 16 MiB for a message with everything in it", () => {
    for (const overhead of [5, 7]) {
      const encode = overhead === 5 ? encodeValue : encodeResponse;
      expect(encode("x".repeat(MAX_MESSAGE_BYTES - overhead))).toHaveLength(MAX_MESSAGE_BYTES);
      expect(encode(new Uint8Array(MAX_MESSAGE_BYTES - overhead))).toHaveLength(MAX_MESSAGE_BYTES);
      expect(codeOf(() => encode("x".repeat(MAX_MESSAGE_BYTES - overhead + 1)))).toBe("TooLarge");
      expect(codeOf(() => encode(new Uint8Array(MAX_MESSAGE_BYTES - overhead + 1)))).toBe("TooLarge");
    }
    expect(codeOf(() => encodeValue("é".repeat(MAX_MESSAGE_BYTES / 2)))).toBe("TooLarge");
    expect(codeOf(() => encodeValue(Array.from({ length: 17 }, () => "x".repeat(1024 * 1024))))).toBe("TooLarge");
    expect(codeOf(() => encodeValue(new Array(MAX_MESSAGE_BYTES)))).toBe("TooLarge");
  });

  it("leaves the encoder small afterwards", () => {
    encodeValue("x".repeat(1024 * 1024));
    expect(encodeValue(1).buffer.byteLength).toBeLessThanOrEqual(4096);
  });

  it("is at most 1048576 objects in a message, counted alike on both sides", () => {
    const most = Array.from({ length: MAX_MESSAGE_OBJECTS - 1 }, () => []);
    const bytes = encodeValue(most).slice();
    expect(codeOf(() => decodeValue(bytes))).toBe("accepted");
    expect(codeOf(() => encodeResponse(most))).toBe("TooLarge");
    for (const one of [[], {}, new Map(), new Uint8Array(0), Symbol.for("a")]) {
      expect(codeOf(() => encodeValue([...most, one]))).toBe("TooLarge");
    }
    expect(codeOf(() => encodeValue([most, 1, "a", null]))).toBe("TooLarge");
  });
});

describe("registered symbols", () => {
  it("stop at a number of names and at their length, and known names go on", () => {
    const names = new SymbolNames({ names: 3, units: 10 });
    expect(names.symbol("a")).toBe(Symbol.for("a"));
    expect(names.symbol("bbbb")).toBe(Symbol.for("bbbb"));
    expect(names.symbol("cccccc")).toBeUndefined();
    expect(names.symbol("c")).toBe(Symbol.for("c"));
    expect(names.symbol("d")).toBeUndefined();
    expect(names.symbol("a")).toBe(Symbol.for("a"));
  });

  it("stop sooner for whom only so many are left, and known names go on", () => {
    const names = new SymbolNames({ names: 10, units: 100 });
    const allowance = { left: 2 };
    expect(["a", "b", "c", "d"].map((name) => names.symbol(name, allowance)?.description)).toEqual([
      "a",
      "b",
      undefined,
      undefined,
    ]);
    expect(names.symbol("a", allowance)).toBe(Symbol.for("a"));
    expect(names.symbol("c")).toBe(Symbol.for("c"));
    expect(names.symbol("c", allowance)).toBe(Symbol.for("c"));
  });
});
