import { Decoder } from "@msgpack/msgpack";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeRequest, decodeValue, encodeRequest, encodeValue } from "../src/index.ts";
import { anyName, anyValue } from "./arbitrary-values.ts";
import { hostValue, plainObject, references } from "./described-values.ts";
import { narrowest, writeDescribed } from "./reference-wire.ts";
import { difference } from "./difference.ts";
import { hexOf } from "./vectors.ts";

/** More runs, from other seeds: KOBAKO_PROPERTY_RUNS=100000 KOBAKO_PROPERTY_SEED=7. */
const numRuns = Number(process.env["KOBAKO_PROPERTY_RUNS"] ?? 500);
const seed = Number(process.env["KOBAKO_PROPERTY_SEED"] ?? 20261122);

function holds<T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>): void {
  fc.assert(property, { numRuns, seed });
}

const LONG_RUN = 30 * 60_000;

describe("any value", { timeout: LONG_RUN }, () => {
  it("is written as an independent writer writes it", () => {
    holds(
      fc.property(anyValue, (described) => {
        const bytes = Uint8Array.from(writeDescribed(described, narrowest));
        expect(hexOf(encodeValue(hostValue(described, "given"), references))).toBe(hexOf(bytes));
      }),
    );
  });

  it("is read from every correct way to write it", () => {
    holds(
      fc.property(anyValue, fc.infiniteStream(fc.nat()), (described, choices) => {
        const choose = (ways: number) => (choices.next().value ?? 0) % ways;
        const bytes = Uint8Array.from(writeDescribed(described, choose));
        expect(difference(decodeValue(bytes, references), hostValue(described, "answered"))).toBeUndefined();
      }),
    );
  });

  it("comes back from the wire as it went, and goes again with the same bytes", () => {
    holds(
      fc.property(anyValue, fc.constantFrom<"map" | "auto">("map", "auto"), (described, hashes) => {
        const once = encodeValue(hostValue(described, "given"), references).slice();
        const back = decodeValue(once, references, { hashes });
        const twice = encodeValue(back, references).slice();
        if (hashes === "map")
          expect(hexOf(withoutFloats(once, described))).toBe(hexOf(withoutFloats(twice, described)));
        expect(difference(decodeValue(twice, references, { hashes }), back)).toBeUndefined();
      }),
    );
  });

  it("shares no memory with the message", () => {
    holds(
      fc.property(anyValue, (described) => {
        const bytes = encodeValue(hostValue(described, "given"), references).slice();
        const value = decodeValue(bytes, references);
        bytes.fill(0xc1);
        expect(difference(value, hostValue(described, "answered"))).toBeUndefined();
      }),
    );
  });
});

/** Float 1.0 comes back as the number 1 and leaves as an Integer, so messages with such Floats are not compared. */
function withoutFloats(bytes: Uint8Array, described: unknown): Uint8Array {
  return JSON.stringify(described).includes('"float"') ? new Uint8Array(0) : bytes;
}

describe("values that plain MessagePack shares", { timeout: LONG_RUN }, () => {
  it("are read by @msgpack/msgpack as they were meant", () => {
    const plain = new Decoder({ useBigInt64: false });
    const json = fc.jsonValue({ maxDepth: 5 }).filter((value) => !/"__proto__"|-0/.test(JSON.stringify(value)));
    holds(
      fc.property(json, (value) => {
        expect(plain.decode(encodeValue(value))).toEqual(value);
      }),
    );
  });
});

describe("any Request", { timeout: LONG_RUN }, () => {
  it("comes back as it went", () => {
    const kwargs = fc.uniqueArray(fc.tuple(anyName, anyValue), { maxLength: 2, selector: ([name]) => name });
    holds(
      fc.property(
        anyName,
        anyName,
        fc.array(anyValue, { maxLength: 2 }),
        kwargs,
        fc.boolean(),
        (target, method, args, pairs, hasBlock) => {
          const request = (use: "given" | "answered") => ({
            target,
            method,
            args: args.map((arg) => hostValue(arg, use)),
            kwargs:
              pairs.length === 0 ? undefined : plainObject(pairs.map(([key, value]) => [key, hostValue(value, use)])),
            hasBlock,
          });
          const bytes = encodeRequest(request("given"), references).slice();
          expect(difference(decodeRequest(bytes, references), request("answered"))).toBeUndefined();
        },
      ),
    );
  });
});
