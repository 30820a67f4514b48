import fc from "fast-check";
import type { Described } from "./described-values.ts";

const INTEGERS = [
  ...[
    0n,
    31n,
    32n,
    33n,
    127n,
    128n,
    255n,
    256n,
    32_767n,
    32_768n,
    65_535n,
    65_536n,
    2n ** 31n,
    2n ** 32n - 1n,
    2n ** 32n,
  ],
  ...[2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n],
].flatMap((n) => [n, -n]);

/** Characters that codecs get wrong: NUL, a byte order mark, U+FFFD, the edges of each UTF-8 length. */
const CHARACTERS = [
  "\0",
  "\u007f",
  "\u0080",
  "\u07ff",
  "\u0800",
  "\ud7ff",
  "\ue000",
  "\ufeff",
  "\ufffd",
  "\uffff",
  "\u{10000}",
  "\u{10ffff}",
];

const integer = fc
  .oneof(fc.constantFrom(...INTEGERS), fc.bigInt(-(2n ** 63n), 2n ** 64n - 1n), fc.integer().map(BigInt))
  .map((n): Described => ({ int: String(n) }));

const float = fc.double({ noNaN: true }).map((n): Described => ({ float: describeFloat(n) }));

function describeFloat(value: number): string {
  if (Object.is(value, -0)) return "-0";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return String(value);
}

const unit = fc.oneof(fc.constantFrom(...CHARACTERS), fc.string({ unit: "grapheme", maxLength: 1 }));
const text = fc.oneof(
  { weight: 20, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 20, arbitrary: fc.array(unit, { maxLength: 40 }).map((units) => units.join("")) },
  { weight: 10, arbitrary: fc.integer({ min: 0, max: 300 }).map((length) => "é".repeat(length)) },
  { weight: 1, arbitrary: fc.constantFrom(31, 32, 255, 256, 2000).map((length) => "x".repeat(length)) },
);
const name = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "then",
    "length",
    "",
    "0",
    "7",
    "1000",
    "4294967294",
    "a",
    "b",
  ),
  fc.string({ maxLength: 20 }),
  fc.array(unit, { maxLength: 8 }).map((units) => units.join("")),
);

const binary = fc
  .uint8Array({ maxLength: 40 })
  .map((bytes): Described => ({ bin: Array.from(bytes, hexByte).join("") }));

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

const symbol = name.map((n): Described => ({ symbol: n }));
const handle = fc.integer({ min: 1, max: 0x7fffffff }).map((id): Described => ({ handle: id }));

const scalar: fc.Arbitrary<Described> = fc.oneof(
  fc.constantFrom<Described>(null, true, false),
  integer,
  float,
  text,
  binary,
  symbol,
  handle,
);

/** Keys that JavaScript tells apart: no Floats, which may equal an Integer, and nothing without an identity of its own. */
const mixedKey: fc.Arbitrary<Described> = fc.oneof(
  fc.constantFrom<Described>(null, true, false),
  integer,
  name,
  symbol,
);

function hash(
  key: fc.Arbitrary<Described>,
  value: fc.Arbitrary<Described>,
  maxLength: number,
): fc.Arbitrary<Described> {
  return fc
    .uniqueArray(fc.tuple(key, value), { maxLength, selector: ([k]) => JSON.stringify(k) })
    .map((map): Described => ({ map }));
}

/** Any value of the wire, nested. */
export const anyValue: fc.Arbitrary<Described> = fc.letrec<{ value: Described }>((tie) => {
  const inner = tie("value");
  return {
    value: fc.oneof(
      { maxDepth: 6, depthSize: "small" },
      scalar,
      fc.array(inner, { maxLength: 10 }).map((array): Described => ({ array })),
      hash(name, inner, 10),
      hash(symbol, inner, 10),
      hash(mixedKey, inner, 10),
    ),
  };
}).value;

/** Any name of a method, a path or a keyword. */
export const anyName: fc.Arbitrary<string> = name;
