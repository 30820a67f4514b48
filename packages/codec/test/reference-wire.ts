import { type Described, floatNumber } from "./described-values.ts";

/** Chooses one of several correct ways to write something: 0 is the narrowest. */
export type Choose = (ways: number) => number;

/** Always the narrowest: what an encoder must write. */
export const narrowest: Choose = () => 0;

const utf8 = new TextEncoder();

/**
 * A second, slow writer of described values, which shares nothing with the codec: an oracle for what the codec writes
 * (`narrowest`) and a source of everything it must read (any other choice).
 */
export function writeDescribed(described: Described, choose: Choose): number[] {
  if (described === null) return [0xc0];
  if (typeof described === "boolean") return [described ? 0xc3 : 0xc2];
  if (typeof described === "string") return writeText(described, choose);
  const { int, float, bin, symbol, handle, array, map } = described;
  if (int !== undefined) return writeInteger(BigInt(int), choose);
  if (float !== undefined) return writeFloat(floatNumber(float), choose);
  if (bin !== undefined) {
    const bytes = (bin.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
    return [...sized(bytes.length, [0xc4, 0xc5, 0xc6], [1, 2, 4], choose), ...bytes];
  }
  if (symbol !== undefined) return writeExt(0, [...utf8.encode(symbol)], choose);
  if (handle !== undefined) return writeExt(1, bigEndian(BigInt(handle), 4), choose);
  if (array !== undefined) {
    const header = collection(array.length, 0x90, [0xdc, 0xdd], choose);
    return [...header, ...array.flatMap((element) => writeDescribed(element, choose))];
  }
  const pairs = map ?? [];
  const header = collection(pairs.length, 0x80, [0xde, 0xdf], choose);
  return [...header, ...pairs.flatMap((pair) => pair.flatMap((part) => writeDescribed(part, choose)))];
}

function bigEndian(value: bigint, width: number): number[] {
  return Array.from({ length: width }, (_, i) =>
    Number((BigInt.asUintN(64, value) >> BigInt(8 * (width - 1 - i))) & 0xffn),
  );
}

function writeInteger(value: bigint, choose: Choose): number[] {
  const ways: number[][] = [];
  if (value >= -32n && value < 128n) ways.push(bigEndian(value, 1));
  const unsigned = [0xcc, 0xcd, 0xce, 0xcf].map((tag, i) => ({
    tag,
    width: 2 ** i,
    low: 0n,
    high: 2n ** BigInt(8 * 2 ** i),
  }));
  const signed = [0xd0, 0xd1, 0xd2, 0xd3].map((tag, i) => {
    const half = 2n ** BigInt(8 * 2 ** i - 1);
    return { tag, width: 2 ** i, low: -half, high: half };
  });
  for (const { tag, width, low, high } of value >= 0n ? [...unsigned, ...signed] : signed) {
    if (value >= low && value < high) ways.push([tag, ...bigEndian(value, width)]);
  }
  return ways[choose(ways.length)] ?? [];
}

function writeFloat(value: number, choose: Choose): number[] {
  const view = new DataView(new ArrayBuffer(8));
  if (Object.is(Math.fround(value), value) && choose(2) === 1) {
    view.setFloat32(0, value);
    return [0xca, ...new Uint8Array(view.buffer, 0, 4)];
  }
  view.setFloat64(0, value);
  return [0xcb, ...new Uint8Array(view.buffer)];
}

function writeText(text: string, choose: Choose): number[] {
  const bytes = [...utf8.encode(text)];
  const ways = bytes.length < 32 ? [[0xa0 + bytes.length]] : [];
  const wide = sized(bytes.length, [0xd9, 0xda, 0xdb], [1, 2, 4], choose);
  return [...(ways.length > 0 && choose(2) === 0 ? (ways[0] ?? []) : wide), ...bytes];
}

function writeExt(type: number, bytes: number[], choose: Choose): number[] {
  const fixed = [1, 2, 4, 8, 16].indexOf(bytes.length);
  if (fixed >= 0 && choose(2) === 0) return [0xd4 + fixed, type, ...bytes];
  return [...sized(bytes.length, [0xc7, 0xc8, 0xc9], [1, 2, 4], choose), type, ...bytes];
}

function collection(length: number, fix: number, tags: readonly number[], choose: Choose): number[] {
  if (length < 16 && choose(2) === 0) return [fix + length];
  return sized(length, tags, [2, 4], choose);
}

/** One of the headers whose length is wide enough. */
function sized(length: number, tags: readonly number[], widths: readonly number[], choose: Choose): number[] {
  const ways = tags.flatMap((tag, i) => {
    const width = widths[i] ?? 0;
    return length < 2 ** (8 * width) ? [[tag, ...bigEndian(BigInt(length), width)]] : [];
  });
  return ways[choose(ways.length)] ?? [];
}
