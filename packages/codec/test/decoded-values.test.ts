import { describe, expect, it } from "vitest";
import { CodecError, decodeRequest, decodeValue, encodeValue, Handle } from "../src/index.ts";
import { plainObject } from "./described-values.ts";
import { hexBytes } from "./vectors.ts";

/** What every property of the common intrinsic prototypes is, to see whether anything changed. */
function intrinsics(): unknown[] {
  const prototypes = [Object, Function, Array, Map, String, Number, Symbol, Promise, Uint8Array].map(
    (c) => c.prototype as object,
  );
  return prototypes.flatMap((prototype) => [
    Object.getPrototypeOf(prototype),
    ...Reflect.ownKeys(prototype).flatMap((key) => {
      const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, key) ?? {};
      return [key, value, get, set];
    }),
  ]);
}

describe("a Hash", () => {
  it("of String keys, or of Symbol keys, is a plain object", () => {
    expect(decodeValue(hexBytes("82a16101a162c3"))).toStrictEqual({ a: 1, b: true });
    expect(decodeValue(hexBytes("82d4006101d40062c3"))).toStrictEqual({ a: 1, b: true });
    expect(decodeValue(hexBytes("80"))).toStrictEqual({});
  });

  it("of any other keys is a Map in order", () => {
    const mixed = decodeValue(hexBytes("84a13201a13102d4006103c004")) as Map<unknown, unknown>;
    expect([...mixed]).toEqual([
      ["2", 1],
      ["1", 2],
      [Symbol.for("a"), 3],
      [null, 4],
    ]);
    const symbolsFirst = decodeValue(hexBytes("83d4003201d4003102a16103")) as Map<unknown, unknown>;
    expect([...symbolsFirst]).toEqual([
      [Symbol.for("2"), 1],
      [Symbol.for("1"), 2],
      ["a", 3],
    ]);
  });

  it("with a Handle of a function under then is a Map, or refused among keywords: no Promise takes it for one of its kind", () => {
    const call = (): number => 1;
    const references = { wrap: () => 1, resolve: (id: number) => (id === 1 ? call : { id }) };
    const then = "a47468656e";
    const handle = (id: number): string => `d6010000000${id}`;
    const decode = (hex: string): unknown => decodeValue(hexBytes(hex), references);
    expect(decode(`81${then}${handle(1)}`)).toEqual(new Map([["then", call]]));
    expect(decode(`83a16101${then}${handle(1)}a16202`)).toEqual(
      new Map<string, unknown>([
        ["a", 1],
        ["then", call],
        ["b", 2],
      ]),
    );
    // After an array index, where entries wait in a Map for a plain object.
    expect(decode(`83a13701${then}${handle(1)}a16202`)).toBeInstanceOf(Map);
    expect(decode(`81d6007468656e${handle(1)}`)).toEqual(new Map([[Symbol.for("then"), call]]));
    expect(decode(`81${then}${handle(2)}`)).toEqual({ then: { id: 2 } });
    expect(decode(`81${then}a178`)).toEqual({ then: "x" });
    const request = (kwargs: string): unknown => decodeRequest(hexBytes(`95a14ba16390${kwargs}c2`), references);
    expect(() => request(`81d6007468656e${handle(1)}`)).toThrow(/keyword named then/);
    expect(() => request(`82d4003701d6007468656e${handle(1)}`)).toThrow(/keyword named then/);
    expect(request("81d6007468656e01")).toMatchObject({ kwargs: { then: 1 } });
  });

  it("is always a Map when Maps are asked for, at every level", () => {
    const options = { hashes: "map" } as const;
    expect(decodeValue(hexBytes("81a16191820102a16203"), undefined, options)).toEqual(
      new Map([
        [
          "a",
          [
            new Map<unknown, unknown>([
              [1, 2],
              ["b", 3],
            ]),
          ],
        ],
      ]),
    );
    expect(decodeValue(hexBytes("80"), undefined, options)).toEqual(new Map());
    expect(decodeValue(hexBytes("81d4006101"), undefined, options)).toEqual(new Map([[Symbol.for("a"), 1]]));
    const { args, kwargs } = decodeRequest(hexBytes("95a14ba1679181a1610181d4006180c2"), undefined, options);
    expect(args).toEqual([new Map([["a", 1]])]);
    expect(kwargs).toStrictEqual({ a: new Map() });
  });

  it("has own data properties for the names of every prototype, and changes none", () => {
    const names = [
      "__proto__",
      "constructor",
      "prototype",
      "toString",
      "valueOf",
      "hasOwnProperty",
      "__defineGetter__",
      "then",
    ];
    const before = intrinsics();
    for (const wrap of [(name: string) => name, (name: string) => Symbol.for(name)]) {
      const nested = new Map(names.map((name) => [wrap(name), new Map([[wrap("x"), 1]])]));
      const decoded = decodeValue(encodeValue(nested).slice()) as Record<string, unknown>;
      expect(Object.keys(decoded)).toEqual(names);
      for (const name of names) {
        const descriptor = { value: { x: 1 }, writable: true, enumerable: true, configurable: true };
        expect(Object.getOwnPropertyDescriptor(decoded, name)).toEqual(descriptor);
      }
      expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
    }
    const after = intrinsics();
    expect(after).toHaveLength(before.length);
    expect(after.every((part, i) => Object.is(part, before[i]))).toBe(true);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it("never runs a setter that someone put on Object.prototype", () => {
    Object.defineProperty(Object.prototype, "planted", {
      configurable: true,
      get: () => undefined,
      set: () => {
        throw new Error("reached");
      },
    });
    try {
      const decoded = decodeValue(hexBytes("81a7706c616e7465642a")) as object;
      expect(Object.getOwnPropertyDescriptor(decoded, "planted")?.value).toBe(42);
    } finally {
      Reflect.deleteProperty(Object.prototype, "planted");
    }
  });

  it("keeps keys that are array indexes, beside others, in JavaScript's order", () => {
    const keys = ["b", "10", "a", "9", "4294967294", "4294967295", "01", "1000"];
    const decoded = decodeValue(encodeValue(new Map(keys.map((key, i) => [key, i]))).slice());
    expect(decoded).toStrictEqual(plainObject(keys.map((key, i) => [key, i])));
    expect(Object.keys(decoded as object)).toEqual(["9", "10", "1000", "4294967294", "b", "a", "4294967295", "01"]);
  });
});

describe("a binary", () => {
  it("is a copy in memory of its own, also out of a Buffer", () => {
    for (const message of [hexBytes("92c4020102c401ff"), Buffer.from("92c4020102c401ff", "hex")]) {
      const decoded = decodeValue(message) as Uint8Array[];
      message.fill(0);
      expect(decoded).toStrictEqual([Uint8Array.of(1, 2), Uint8Array.of(255)]);
      expect(decoded[0]?.buffer.byteLength).toBe(2);
    }
  });
});

describe("a message", () => {
  it("may start anywhere in its memory", () => {
    const memory = new Uint8Array(64).fill(0xc1);
    const message = hexBytes("95cb3ff8000000000000a3c3a961cf0020000000000001c4020102ca3f800000");
    memory.set(message, 13);
    const view = memory.subarray(13, 13 + message.length);
    expect(decodeValue(view)).toStrictEqual([1.5, "éa", 9007199254740993n, Uint8Array.of(1, 2), 1]);
  });

  it("must be bytes", () => {
    for (const other of [undefined, null, "00", [0], new ArrayBuffer(1)]) {
      expect(() => decodeValue(other as unknown as Uint8Array)).toThrow(TypeError);
    }
  });
});

describe("text", () => {
  const LONG = "x".repeat(100);

  it("keeps a byte order mark, NUL and U+FFFD", () => {
    for (const text of ["\ufeffa", "\0", "a\0b", "\ufffd", `\ufeff${LONG}`, `${LONG}\ufffd`, `${LONG}\0é`]) {
      expect(decodeValue(encodeValue(text).slice())).toBe(text);
      expect(decodeValue(encodeValue({ [text]: text }).slice())).toStrictEqual({ [text]: text });
    }
  });

  it("that repeats as a key is right though it comes from a cache", () => {
    const names = Array.from({ length: 5000 }, (_, i) => `k${i * 7919}`);
    const message = encodeValue(new Map(names.map((name) => [name, name]))).slice();
    for (let round = 0; round < 3; round++) {
      expect(Object.entries(decodeValue(message) as object).every(([key, value]) => key === value)).toBe(true);
    }
  });
});

describe("a Handle without References", () => {
  const token = decodeValue(hexBytes("d6010000002a")) as Handle;

  it("is a frozen token that nobody else can make", () => {
    expect(token).toBeInstanceOf(Handle);
    expect(token.id).toBe(42);
    expect(Object.isFrozen(token)).toBe(true);
    const Constructor = Handle as unknown as new (...args: unknown[]) => Handle;
    for (const key of [undefined, 42, Symbol("mint"), token]) expect(() => new Constructor(key, 42)).toThrow(TypeError);
    expect(() => Reflect.construct(Constructor, [42], Object)).toThrow(TypeError);
  });

  it("prints nothing of its number", async () => {
    const { inspect } = await import("node:util");
    for (const text of [inspect(token, { showHidden: true, depth: 9 }), String(token), JSON.stringify({ token })]) {
      expect(text).not.toContain("42");
    }
  });
});

describe("CodecError", () => {
  it("is an Error with a code, an offset and a path", () => {
    const error = (() => {
      try {
        return decodeRequest(hexBytes("95a14ba1679201a382a16101a16bc1"));
      } catch (thrown) {
        return thrown;
      }
    })() as CodecError;
    expect(error).toBeInstanceOf(CodecError);
    expect(error.name).toBe("CodecError");
    expect(error.stack).toContain("CodecError");
  });

  it("does not print what a guest could plant in a key", () => {
    const key = "\u001b[31m\r\n".repeat(100);
    const message = encodeValue(new Map([[key, "tail"]])).slice();
    message[message.length - 1] = 0xff;
    try {
      decodeValue(message);
      expect.unreachable();
    } catch (error) {
      const { message: text, path } = error as CodecError;
      expect(text + path).not.toMatch(/[\u0000-\u001f]/);
      expect(path.length).toBeLessThan(500);
    }
  });
});
