import { describe, expect, it } from "vitest";
import { pathTo } from "../src/path-to.ts";
import { checkStructure, type Refuse } from "../src/structure-check.ts";
import { decodeValue, encodeValue } from "../src/index.ts";
import { bytesOf } from "./vectors.ts";

const VALUE = { envelopeDepth: 0, fault: false };
const NAMES = { root: "", fields: [] };

/** A stand-in for bytes that counts how often one of them is read. */
function counted(bytes: Uint8Array): { view: Uint8Array; reads: () => number } {
  let reads = 0;
  const view = new Proxy(bytes, {
    get(target, key) {
      if (typeof key === "string" && /^\d+$/.test(key)) reads++;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  return { view, reads: () => reads };
}

/** Messages of about `n` bytes that are good, or bad at their end, in shapes that invite quadratic work. */
const shapes: readonly [string, (n: number) => Uint8Array][] = [
  ["many Integers", (n) => bytesOf(`dd${hex32(n)} 01*${n}`)],
  ["many empty Arrays", (n) => bytesOf(`dd${hex32(n)} 90*${n}`)],
  ["many Arrays of one", (n) => bytesOf(`dd${hex32(n)} 91c0*${n}`)],
  ["many equal keys", (n) => bytesOf(`df${hex32(n)} a161c0*${n}`)],
  ["many short texts", (n) => bytesOf(`dd${hex32(n)} a26161*${n}`)],
  ["one long text", (n) => bytesOf(`db${hex32(n)} 31*${n}`)],
  ["deep Arrays side by side", (n) => bytesOf(`dd${hex32(n)} ${"91*126 90 ".repeat(n).trimEnd()}`)],
  ["claims inside claims", (n) => bytesOf(`dd${hex32(n)} 92*${Math.min(n, 120)} 01*${n}`)],
  ["a bad byte after many values", (n) => bytesOf(`dd${hex32(n + 1)} 01*${n} c1`)],
  ["a bad byte after many deep Arrays", (n) => bytesOf(`dd${hex32(n + 1)} ${"91*100 90 ".repeat(n)}c1`)],
  ["too deep after many values", (n) => bytesOf(`dd${hex32(n + 1)} 01*${n} 91*200 c0`)],
];

function hex32(n: number): string {
  return n.toString(16).padStart(8, "0");
}

class Refused extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super("refused");
    this.offset = offset;
  }
}

function reads(bytes: Uint8Array): number {
  const { view, reads: sofar } = counted(bytes);
  try {
    const refuse: Refuse = (_code, _what, offset) => {
      throw new Refused(offset);
    };
    checkStructure(view, 0, bytes.length, VALUE, { refuse, interrupt: undefined });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    pathTo(view, 0, error.offset, NAMES);
  }
  return sofar();
}

describe("the structural check, and finding the path of what it refuses", () => {
  it.each(shapes)("read each byte a bounded number of times: %s", (_, make) => {
    for (const n of [250, 500, 1000]) {
      const bytes = make(n);
      expect(reads(bytes)).toBeLessThanOrEqual(8 * bytes.length + 100);
    }
  });

  it.each(shapes)("read twice as much for twice the message: %s", (_, make) => {
    const [once, twice] = [make(1000), make(2000)].map((bytes) => reads(bytes));
    expect((twice ?? 0) / (once ?? 1)).toBeLessThan(2.1);
  });
});

describe("reading and writing values", () => {
  it("asks References once for each Handle", () => {
    for (const n of [1000, 2000]) {
      let asked = 0;
      const references = { wrap: () => 1, resolve: () => ++asked };
      decodeValue(bytesOf(`dd${hex32(n)} d60100000001*${n}`), references);
      expect(asked).toBe(n);
    }
  });

  it("reads each member of what is encoded once", () => {
    for (const n of [1000, 2000]) {
      let gets = 0;
      const counting = <T extends object>(target: T) =>
        new Proxy(target, { get: (object, key) => (gets++, Reflect.get(object, key)) });
      encodeValue(counting(Array.from({ length: n }, () => 1)));
      expect(gets).toBe(n + 1); // and the length
      gets = 0;
      encodeValue(counting(Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 1]))));
      expect(gets).toBe(n);
    }
  });

  it("takes a hundred thousand keys that are array indexes, or that collide when truncated", () => {
    const count = 100_000;
    for (const key of [(i: number) => String(i * 16_000), (i: number) => `${"k".repeat(30)}${i}`]) {
      const bytes = encodeValue(new Map(Array.from({ length: count }, (_, i) => [key(i), i]))).slice();
      expect(Object.keys(decodeValue(bytes) as object)).toHaveLength(count);
    }
  });
});

describe("memory for keys that are array indexes", () => {
  it("is that of the entries, not of the indexes below them", () => {
    const bytes = bytesOf("dd00002710 81a3393939c0*10000"); // 10,000 times {"999" => nil}
    decodeValue(bytes);
    const before = process.memoryUsage().heapUsed;
    const decoded = decodeValue(bytes) as unknown[];
    const grown = process.memoryUsage().heapUsed - before;
    expect(decoded).toHaveLength(10_000);
    expect(grown).toBeLessThan(10_000 * 1024);
  });
});
