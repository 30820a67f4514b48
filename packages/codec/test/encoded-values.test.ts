import { describe, expect, it } from "vitest";
import {
  CodecError,
  decodeValue,
  encodeInvocation,
  encodeValue,
  Float,
  Handle,
  type References,
} from "../src/index.ts";
import { handleToken } from "./described-values.ts";
import { hexBytes, hexOf } from "./vectors.ts";

/** Gives every object the id of its first appearance. */
class Table implements References {
  readonly objects: unknown[] = [];

  wrap(object: object): number {
    const known = this.objects.indexOf(object);
    return known < 0 ? this.objects.push(object) : known + 1;
  }

  resolve(id: number): unknown {
    return this.objects[id - 1];
  }
}

function hex(value: unknown, references?: References): string {
  return hexOf(encodeValue(value, references));
}

function refusal(act: () => unknown): CodecError {
  try {
    act();
  } catch (error) {
    if (error instanceof CodecError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("numbers", () => {
  it("are Floats when they are no safe integers", () => {
    expect(hex(2 ** 53)).toBe("cb4340000000000000");
    expect(hex(-0)).toBe("cb8000000000000000");
    expect(hex(1.25)).toBe("cb3ff4000000000000");
  });

  it("are Floats when Float says so", () => {
    expect(hex(new Float(1))).toBe("cb3ff0000000000000");
    expect(hex([new Float(0)])).toBe("91cb0000000000000000");
    expect(() => new Float("1" as unknown as number)).toThrow(TypeError);
  });

  it("are exact as bigint up to 64 bits, and refused beyond", () => {
    expect(hex(5n)).toBe("05");
    expect(hex(-33n)).toBe("d0df");
    expect(hex(2n ** 64n - 1n)).toBe("cfffffffffffffffff");
    expect(hex(-(2n ** 63n))).toBe("d38000000000000000");
    for (const beyond of [2n ** 64n, -(2n ** 63n) - 1n, 10n ** 1000n]) {
      expect(refusal(() => encodeValue([beyond])).code).toBe("UnsupportedType");
    }
  });

  it("have one NaN, whatever its bits were", () => {
    const other = new Float64Array(Uint8Array.of(1, 0, 0, 0, 0, 0, 0xf8, 0xff).buffer)[0];
    expect(hex(other)).toBe("cb7ff8000000000000");
  });
});

describe("plain objects", () => {
  it("are Hashes with their own enumerable String keys; undefined members are dropped", () => {
    const object = Object.create({ inherited: 1 }, {}) as object;
    expect(hex({ a: 1, b: undefined, c: null })).toBe("82a16101a163c0");
    expect(hex(Object.assign(Object.create(null) as object, { a: 1 }))).toBe("81a16101");
    expect(hex(Object.defineProperty({ a: 1 }, "hidden", { value: 2 }))).toBe("81a16101");
    expect(refusal(() => encodeValue(object)).code).toBe("UnsupportedType");
  });

  it("may be frozen or sealed", () => {
    expect(hex(Object.freeze({ a: Object.seal([1]) }))).toBe("81a1619101");
  });

  it("lose their symbol-keyed members, as in JSON", () => {
    expect(hex({ [Symbol.for("a")]: 1, [Symbol("b")]: 2, c: 3 })).toBe("81a16303");
  });

  it("keep __proto__, then and toJSON as data", () => {
    const hostile = JSON.parse('{"__proto__": 1, "then": 2, "toJSON": 3}') as object;
    expect(hex(hostile)).toBe("83a95f5f70726f746f5f5f01a47468656e02a6746f4a534f4e03");
  });

  it("shrink their header when dropped members make it narrower", () => {
    const members = Array.from({ length: 16 }, (_, i) => [`k${i}`, i === 0 ? undefined : 1]);
    expect(hex(Object.fromEntries(members) as object).slice(0, 8)).toBe("8fa26b31");
    const many = Array.from({ length: 65_536 }, (_, i) => [`k${i}`, i === 7 ? undefined : 1]);
    const bytes = encodeValue(Object.fromEntries(many));
    expect(hexOf(bytes.subarray(0, 6))).toBe("deffffa26b30");
    expect(Object.keys(decodeValue(bytes.slice()) as object)).toHaveLength(65_535);
  });

  it("have their getters read once, and nothing else of theirs called", () => {
    let reads = 0;
    const trap = () => {
      throw new Error("coerced");
    };
    const object = {
      get a() {
        return ++reads;
      },
      inner: { toJSON: undefined },
    };
    Object.defineProperties(object, {
      toJSON: { value: trap },
      valueOf: { value: trap },
      toString: { value: trap },
      [Symbol.toPrimitive]: { value: trap, enumerable: true },
      [Symbol.iterator]: { value: trap, enumerable: true },
    });
    expect(hex(object)).toBe("82a16101a5696e6e657280");
    expect(reads).toBe(1);
  });

  it("behind a Proxy are what its traps say", () => {
    expect(hex(new Proxy({ a: 1 }, {}))).toBe("81a16101");
    expect(hex(new Proxy([1, 2], {}))).toBe("920102");
  });
});

describe("Arrays", () => {
  it("have nil for holes and undefined, and lose other properties", () => {
    // oxlint-disable-next-line no-sparse-arrays -- the hole is the point
    expect(hex(Object.assign([1, , undefined, null], { extra: 1 }))).toBe("9401c0c0c0");
  });

  it("may be of a subclass", () => {
    class Rows extends Array<number> {}
    expect(hex(Rows.of(1, 2))).toBe("920102");
  });

  it("that claim more elements than a message holds are refused before they are walked", () => {
    expect(refusal(() => encodeValue(new Array(2 ** 32 - 1))).code).toBe("TooLarge");
    const lying = new Proxy([], {
      get: (target, key) => (key === "length" ? { valueOf: () => 1 } : Reflect.get(target, key)),
    });
    expect(refusal(() => encodeValue(lying)).code).toBe("TooLarge");
  });
});

describe("Maps", () => {
  it("keep their keys and their order", () => {
    expect(
      hex(
        new Map<unknown, unknown>([
          [2, "b"],
          ["1", undefined],
          [null, [1]],
        ]),
      ),
    ).toBe("8302a162a131c0c09101");
  });

  it("of a subclass are read past its overrides", () => {
    class Sly extends Map<number, number> {
      override get size(): number {
        throw new Error("asked");
      }
      override forEach(): void {
        throw new Error("asked");
      }
      override [Symbol.iterator](): never {
        throw new Error("asked");
      }
    }
    expect(hex(new Sly([[1, 2]]))).toBe("810102");
  });

  it("that change while they are written are refused", () => {
    const growing = new Map<unknown, unknown>();
    growing.set("a", {
      get grow() {
        growing.set(growing.size, growing.size);
        return 1;
      },
    });
    expect(refusal(() => encodeValue(growing)).message).toContain("changed");
    const shrinking = new Map<unknown, unknown>();
    shrinking.set("a", {
      get shrink() {
        shrinking.delete("b");
        return 1;
      },
    });
    shrinking.set("b", 1);
    expect(refusal(() => encodeValue(shrinking)).message).toContain("changed");
  });
});

describe("binaries", () => {
  it("are Uint8Array, Buffer and ArrayBuffer, from where they start to where they end", () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    expect(hex(bytes.subarray(1, 3))).toBe("c4020203");
    expect(hex(Buffer.from("abc"))).toBe("c403616263");
    expect(hex(bytes.buffer)).toBe("c40401020304");
  });

  it("are read past overrides", () => {
    class Sly extends Uint8Array {
      override get length(): number {
        throw new Error("asked");
      }
    }
    Object.defineProperty(Sly.prototype, "byteLength", {
      get() {
        throw new Error("asked");
      },
    });
    expect(hex(new Sly([1, 2]))).toBe("c4020102");
  });

  it("whose memory was transferred away are refused", () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const { buffer } = bytes;
    structuredClone(buffer, { transfer: [buffer] });
    for (const gone of [bytes, buffer]) expect(refusal(() => encodeValue([gone])).message).toContain("transferred");
  });
});

describe("symbols", () => {
  it("cross when they are registered, and only then", () => {
    expect(hex(Symbol.for("a"))).toBe("d40061");
    for (const symbol of [Symbol("a"), Symbol.iterator]) {
      expect(refusal(() => encodeValue(symbol)).code).toBe("UnsupportedType");
    }
    expect(refusal(() => encodeValue(Symbol.for("\ud800"))).code).toBe("InvalidEncoding");
  });
});

describe("text", () => {
  it.each(["\ud800", "\udc00", "a\ud800", "\udc00\ud800", `${"a".repeat(100)}\udfff`, `${"é".repeat(70_000)}\ud83c`])(
    "with a lone surrogate is refused (%#)",
    (text) => {
      for (const value of [text, { [text]: 1 }, new Map([[text, 1]])]) {
        expect(refusal(() => encodeValue(value)).code).toBe("InvalidEncoding");
      }
    },
  );

  it("is written whole when it grows past its room", () => {
    for (const unit of ["a", "é", "❤", "🍺", "aé❤🍺"]) {
      for (const times of [1, 13, 14, 41, 100, 700, 50_000]) {
        const text = unit.repeat(times);
        expect(decodeValue(encodeValue([text]).slice())).toStrictEqual([text]);
      }
    }
  });
});

describe("everything else", () => {
  const others: readonly [string, object][] = [
    ["a class instance", new (class Account {})()],
    ["a function", () => 1],
    ["a Date", new Date(0)],
    ["a Set", new Set([1])],
    ["an Error", new Error("no")],
    ["a RegExp", /a/],
    ["a Promise", Promise.resolve(1)],
    ["a boxed string", Object("a") as object],
    ["a boxed number", Object(1) as object],
    ["a boxed symbol", Object(Symbol.for("a")) as object],
    ["a Float64Array", new Float64Array(1)],
    ["an Int8Array", new Int8Array(1)],
    ["a Uint8ClampedArray", new Uint8ClampedArray(1)],
    ["a DataView", new DataView(new ArrayBuffer(1))],
    ["a SharedArrayBuffer", new SharedArrayBuffer(1)],
    ["a WeakMap", new WeakMap()],
    ["what only inherits from Map", Object.create(Map.prototype) as object],
    ["what only inherits from ArrayBuffer", Object.create(ArrayBuffer.prototype) as object],
    ["what only inherits from Uint8Array", Object.create(Uint8Array.prototype) as object],
    ["what only inherits from Float", Object.create(Float.prototype) as object],
    ["what only inherits from Handle", Object.create(Handle.prototype) as object],
    ["a Proxy of a Map", new Proxy(new Map(), {})],
  ];

  it.each(others)("becomes a Handle: %s", (_, object) => {
    const table = new Table();
    expect(hex({ deep: [object, object] }, table)).toBe("81a46465657092d60100000001d60100000001");
    expect(table.objects).toHaveLength(1);
    expect(decodeValue(encodeValue(object, table).slice(), table)).toBe(object);
  });

  it.each(others)("is refused without References: %s", (_, object) => {
    const error = refusal(() => encodeValue({ a: [object] }));
    expect([error.code, error.path, error.offset]).toEqual(["UnsupportedType", "a[0]", undefined]);
  });

  it("is refused when References answer no Handle id", () => {
    for (const id of [0, -1, 1.5, Number.NaN, 2 ** 31, "1" as unknown as number]) {
      const references: References = { wrap: () => id, resolve: () => null };
      expect(refusal(() => encodeValue(() => 1, references)).code).toBe("UnsupportedType");
    }
  });

  it("may be a token that came from the wire", () => {
    expect(hex(handleToken(7))).toBe("d60100000007");
  });
});

describe("what References and values throw", () => {
  it("propagates unchanged, and the next message is right", () => {
    const own = new Error("mine");
    const fail = () => {
      throw own;
    };
    const getter = Object.defineProperty({}, "a", { get: fail, enumerable: true });
    const values = [getter, [1, { b: getter }], new Map([[1, getter]]), new Proxy({}, { ownKeys: fail })];
    for (const value of values) {
      expect(() => encodeValue(value)).toThrow(own);
      expect(hex([1, "a"])).toBe("9201a161");
    }
    expect(() => encodeValue([() => 1], { wrap: fail, resolve: fail })).toThrow(own);
    expect(() => decodeValue(hexBytes("91d60100000001"), { wrap: fail, resolve: fail })).toThrow(own);
    expect(decodeValue(hexBytes("91d60100000001"), { wrap: fail, resolve: (id) => id })).toEqual([1]);
  });
});

describe("keyword arguments", () => {
  it("are the members of a plain object, as Symbols", () => {
    const bytes = encodeInvocation({ entrypoint: "M", args: [], kwargs: { a: 1, b: undefined } });
    expect(hexOf(bytes)).toBe("83aa656e747279706f696e74d4004da46172677390a66b776172677381d4006101");
  });

  it("are refused as anything else", () => {
    for (const kwargs of [new Map([["a", 1]]), new Date(), [1]]) {
      const invocation = { entrypoint: "M", args: [], kwargs: kwargs as unknown as Record<string, unknown> };
      expect(refusal(() => encodeInvocation(invocation)).path).toBe("kwargs");
    }
  });
});
