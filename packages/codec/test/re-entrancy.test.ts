import { describe, expect, it } from "vitest";
import { decodeRequest, decodeValue, encodeRequest, encodeValue, type References } from "../src/index.ts";
import { hexBytes, hexOf } from "./vectors.ts";

const noWrap = () => {
  throw new TypeError("nothing to wrap here");
};

describe("encoding inside encoding", () => {
  it("leaves both messages right, at every depth of nesting", () => {
    const seen: string[] = [];
    const at = (level: number): object => ({
      before: level,
      get inner() {
        if (level < 30) seen.push(hexOf(encodeValue(at(level + 1))));
        return [level];
      },
      after: "x".repeat(level * 100),
    });
    encodeValue(at(0));
    const plain = (level: number) => ({ before: level, inner: [level], after: "x".repeat(level * 100) });
    expect(seen.toReversed()).toEqual(Array.from({ length: 30 }, (_, i) => hexOf(encodeValue(plain(i + 1)))));
  });

  it("keeps the outer message when the inner one fails", () => {
    const object = {
      get broken() {
        expect(() => encodeValue([Symbol("no")])).toThrow();
        expect(() => decodeValue(hexBytes("c1"))).toThrow();
        return 1;
      },
      last: 2,
    };
    expect(decodeValue(encodeValue(object).slice())).toStrictEqual({ broken: 1, last: 2 });
  });

  it("recovers from getters that call themselves until the stack ends", () => {
    const endless: object = {
      get again() {
        return encodeValue(endless);
      },
    };
    expect(() => encodeValue(endless)).toThrow();
    expect(hexOf(encodeValue({ a: 1 }))).toBe("81a16101");
  });

  it("works from References.wrap", () => {
    const references: References = { wrap: () => encodeValue(["inner", 1, 2, 3]).length, resolve: (id) => id };
    expect(decodeValue(encodeValue(["a", () => 1, "b"], references).slice(), references)).toStrictEqual(["a", 10, "b"]);
  });
});

describe("decoding inside decoding", () => {
  it("leaves both values right", () => {
    const request = encodeRequest({
      target: "K",
      method: "m",
      args: [1, { a: "b" }],
      kwargs: { k: 2 },
      hasBlock: true,
    }).slice();
    const references: References = { wrap: noWrap, resolve: () => decodeRequest(request) };
    const [first, inner, last] = decodeValue(hexBytes("93a161d60100000001a162"), references) as unknown[];
    expect([first, last]).toEqual(["a", "b"]);
    expect(inner).toStrictEqual({ target: "K", method: "m", args: [1, { a: "b" }], kwargs: { k: 2 }, hasBlock: true });
  });

  it("finds the same options and References again afterwards", () => {
    let depth = 0;
    const references: References = {
      wrap: noWrap,
      resolve: (id) => (depth++ < 20 ? decodeValue(hexBytes("92d6010000000180"), references) : id),
    };
    const decoded = decodeValue(hexBytes("92d6010000000180"), references, { hashes: "map" }) as unknown[];
    expect(decoded[1]).toEqual(new Map());
    expect((decoded[0] as unknown[])[1]).toStrictEqual({});
  });
});

describe("a message that changes while it is read", () => {
  it.each(["dbffffffff", "ddffffffff", "dfffffffff", "c6ffffffff", "c9ffffffff00", "cb", "cf", "d9ff", "91".repeat(8)])(
    "ends in a CodecError or a value, never past its end: %s",
    (planted) => {
      const message = hexBytes(`93d60100000001${"a161".repeat(1)}aa${"61".repeat(10)}`);
      const references: References = {
        wrap: noWrap,
        resolve: () => {
          message.set(hexBytes(planted).subarray(0, message.length - 7), 7);
          return 1;
        },
      };
      try {
        decodeValue(message, references);
      } catch (error) {
        expect((error as Error).name).toBe("CodecError");
      }
    },
  );

  it("also when its memory goes away", () => {
    const message = hexBytes("94d60100000001a161cb3ff8000000000000c40101");
    const references: References = {
      wrap: noWrap,
      resolve: () => structuredClone(message.buffer, { transfer: [message.buffer] }),
    };
    expect(() => decodeValue(message, references)).toThrow("changed while it was read");
  });
});
