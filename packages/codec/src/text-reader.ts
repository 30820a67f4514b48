/** Up to this many bytes a loop beats `TextDecoder`, which takes 75 ns however little there is (bench/README.md). */
const LOOP_BYTES = 32;

/** Longest text that the cache keeps: keys, paths and method names are shorter. */
const CACHED_BYTES = 32;

/** Slots of the cache; a power of two. It never holds more than this many strings. */
const CACHE_SLOTS = 1024;

const textDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
const strictDecoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
const { fromCharCode } = String;

/**
 * Recent keys and names, each in the one slot that its bytes hash to. A hit saves making the string, and V8 finding out
 * that it already knows it. Only ASCII text is kept, and only text that repeats by nature: never values.
 */
const cache: string[] = new Array<string>(CACHE_SLOTS).fill("");

/** An array of each length up to `LOOP_BYTES`, to spread into `fromCharCode`: one call makes one flat string. */
const units: readonly number[][] = Array.from({ length: LOOP_BYTES + 1 }, (_, length) =>
  new Array<number>(length).fill(0),
);

/** The text of `bytes[start, end)`; `undefined` when it is not valid UTF-8. */
export function readText(bytes: Uint8Array, start: number, end: number): string | undefined {
  const length = end - start;
  if (length > LOOP_BYTES) return decodeText(bytes, start, end);
  const ascii = units[length] as number[];
  for (let i = 0; i < length; i++) {
    const byte = bytes[start + i] as number;
    if (byte > 0x7f) return decodeText(bytes, start, end);
    ascii[i] = byte;
  }
  return fromCharCode.apply(null, ascii);
}

/** Like `readText`, for keys and names: short ones come from the cache. */
export function readName(bytes: Uint8Array, start: number, end: number): string | undefined {
  const length = end - start;
  if (length > CACHED_BYTES || length === 0) return readText(bytes, start, end);
  let hash = length;
  for (let i = start; i < end; i++) hash = (hash * 31 + (bytes[i] as number)) | 0;
  const slot = (hash ^ (hash >>> 15)) & (CACHE_SLOTS - 1);
  const known = cache[slot] as string;
  if (known.length === length) {
    let i = 0;
    while (i < length && known.charCodeAt(i) === bytes[start + i]) i++;
    if (i === length) return known;
  }
  const text = readText(bytes, start, end);
  if (text !== undefined && text.length === length) cache[slot] = text;
  return text;
}

/**
 * Decodes without asking for errors, which is up to three times as fast, and looks for what an error leaves behind. Only
 * text that really holds U+FFFD is decoded twice.
 */
function decodeText(bytes: Uint8Array, start: number, end: number): string | undefined {
  const view = new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);
  const text = textDecoder.decode(view);
  if (!text.includes("\ufffd")) return text;
  try {
    return strictDecoder.decode(view);
  } catch {
    return undefined;
  }
}
