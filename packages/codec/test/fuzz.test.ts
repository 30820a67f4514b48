import { describe, expect, it } from "vitest";
import { corpus } from "./fuzz/corpus.ts";
import { mutations } from "./fuzz/mutate.ts";
import { Random } from "./fuzz/random.ts";
import { runInputs } from "./fuzz/run-inputs.ts";
import { CodecError, decodeValue } from "../src/index.ts";
import { bytesOf } from "./vectors.ts";

const MIB = 1024 * 1024;

function used(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe("20,000 damaged messages", () => {
  it("end in values or in CodecErrors, and in little memory", () => {
    const { inputs, accepted, refused, growth } = runInputs(corpus, 20_000, 3, used);
    expect(inputs).toBe(20_000);
    expect(accepted).toBeGreaterThan(500);
    expect(Object.keys(refused)).toEqual(
      expect.arrayContaining(["Truncated", "InvalidType", "InvalidEncoding", "TooDeep"]),
    );
    expect(growth).toBeLessThan(64 * MIB);
  });

  it("come from every kind of damage, and the same seed makes the same ones", () => {
    const [first] = corpus;
    for (const [name, mutation] of Object.entries(mutations)) {
      const make = () =>
        Array.from({ length: 50 }, (_, i) =>
          mutation(bytesOf("93a16101c0"), new Random(i), first?.bytes ?? bytesOf("c0")),
        );
      expect(make(), name).toEqual(make());
      expect(
        make().some((bytes) => bytes.length !== 5 || bytes.some((byte, i) => byte !== bytesOf("93a16101c0")[i])),
        name,
      ).toBe(true);
    }
  });
});

describe("a message that claims what it does not hold", () => {
  it.each([
    "dbffffffff",
    "c6ffffffff",
    "ddffffffff",
    "dfffffffff",
    "c9ffffffff00",
    "dd00ffffff",
    "ddffffff 00*1000",
    "dd000003e7*250",
    "9f*1000",
    "8f*1000",
    "dcffff*300",
  ])("allocates nothing for it: %s", (notation) => {
    const bytes = bytesOf(notation);
    const refuse = () => {
      try {
        decodeValue(bytes);
      } catch (error) {
        return error;
      }
      return undefined;
    };
    expect(refuse()).toBeInstanceOf(CodecError);
    const before = process.memoryUsage();
    for (let i = 0; i < 100; i++) refuse();
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(MIB / 4);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(8 * MIB);
  });
});
