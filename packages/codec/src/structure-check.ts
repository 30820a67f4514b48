import type { CodecErrorCode } from "./codec-error.ts";
import { FIXED_BYTES, LENGTH_BYTES, NEVER, VARIABLE } from "./format.ts";
import { EXT_FAULT, EXT_HANDLE, EXT_SYMBOL, MAX_DEPTH, MAX_HANDLE_ID, MAX_MESSAGE_OBJECTS } from "./wire.ts";

/** Told what is wrong and where; never returns. */
export type Refuse = (code: CodecErrorCode, what: string, offset: number) => never;

/** Whom the check tells what is wrong, and lets look at a clock now and then. */
export interface Overseer {
  readonly refuse: Refuse;
  readonly interrupt: (() => void) | undefined;
}

/** Which liberties a message takes beyond a value's. */
export interface Allowance {
  /** Levels of arrays and maps that the envelope itself adds above a value. */
  readonly envelopeDepth: number;
  /** Whether the second element of the outermost array may be a Fault, whose payload is then not looked into. */
  readonly fault: boolean;
}

/** Bytes of a message between two calls of an interrupt. */
const BYTES_PER_LOOK = 32_768;

/** Elements still to come, by depth. One check runs at a time and runs nobody else's code, so one array serves all. */
const left = new Uint32Array(MAX_DEPTH + 8);

/**
 * The structural pre-check in front of decoding: one pass over the headers of `bytes[start, end)`, which must be exactly
 * one value. It allocates nothing, jumps over text and binaries, and so is linear in the number of values. Behind it
 * every length is backed by bytes, every count by values, nesting and the number of objects are within the limits of
 * `wire.ts`, and ext values are known, well-sized and in range. It does not look at the bytes of text.
 */
export function checkStructure(
  bytes: Uint8Array,
  start: number,
  end: number,
  allowance: Allowance,
  { refuse, interrupt }: Overseer,
): void {
  const deepest = MAX_DEPTH + allowance.envelopeDepth;
  let pos = start;
  let depth = 0;
  let pending = 1;
  let objects = 0;
  let nextLook = interrupt === undefined ? Infinity : start + BYTES_PER_LOOK;
  for (;;) {
    while (pending === 0) {
      if (depth === 0) {
        if (pos !== end) refuse("InvalidType", `${end - pos} bytes follow the end of the message`, pos);
        return;
      }
      pending = left[--depth] as number;
    }
    pending--;
    if (pos >= end) refuse("Truncated", "the message ends where a value should start", pos);
    const at = pos;
    if (at >= nextLook) {
      interrupt?.();
      nextLook = at + BYTES_PER_LOOK;
    }
    const head = bytes[pos++] as number;
    if (head < 0x80 || head >= 0xe0) continue; // fixint
    let children = 0;
    if (head < 0xa0) {
      children = head < 0x90 ? (head & 0x0f) * 2 : head & 0x0f;
    } else if (head < 0xc0) {
      pos += head & 0x1f;
      if (pos > end) refuse("Truncated", "the message ends inside a str", at);
      continue;
    } else {
      const fixed = FIXED_BYTES[head & 0x1f] as number;
      if (fixed !== VARIABLE) {
        if (fixed === NEVER) refuse("InvalidType", "the byte c1 starts no value", at);
        pos += fixed;
        if (pos > end) refuse("Truncated", "the message ends inside a number", at);
        continue;
      }
      const width = LENGTH_BYTES[head & 0x1f] as number;
      if (pos + width > end) refuse("Truncated", "the message ends inside a length", at);
      let length = 0;
      if (width === 1) length = bytes[pos] as number;
      else if (width === 2) length = ((bytes[pos] as number) << 8) | (bytes[pos + 1] as number);
      else if (width === 4) {
        length =
          (bytes[pos] as number) * 0x1000000 +
          (((bytes[pos + 1] as number) << 16) | ((bytes[pos + 2] as number) << 8) | (bytes[pos + 3] as number));
      }
      pos += width;
      if (head >= 0xdc) {
        children = head >= 0xde ? length * 2 : length;
      } else {
        if (head >= 0xd9) {
          pos += length; // str
        } else if (head < 0xc7) {
          pos += length; // bin
          objects++;
        } else {
          if (width === 0) length = 1 << (head - 0xd4);
          if (pos >= end) refuse("Truncated", "the message ends inside an ext header", at);
          const type = bytes[pos++] as number;
          if (pos + length > end) refuse("Truncated", "an ext is longer than the rest of the message", at);
          if (type !== EXT_SYMBOL) {
            const mayBeFault = allowance.fault && depth === 1 && pending === 0;
            if (type === EXT_HANDLE) checkHandle(bytes, pos, length, at, refuse);
            else if (type !== EXT_FAULT || !mayBeFault) refuse("InvalidType", describeExt(type), at);
          }
          pos += length;
          objects++;
        }
        if (pos > end) refuse("Truncated", "a length is larger than the rest of the message", at);
        if (objects > MAX_MESSAGE_OBJECTS) refuse("TooLarge", TOO_MANY, at);
        continue;
      }
    }
    if (children > end - pos) refuse("Truncated", "a count is larger than the rest of the message", at);
    if (depth >= deepest) refuse("TooDeep", `nested deeper than ${MAX_DEPTH} levels`, at);
    if (++objects > MAX_MESSAGE_OBJECTS) refuse("TooLarge", TOO_MANY, at);
    left[depth++] = pending;
    pending = children;
  }
}

const TOO_MANY = `more than ${MAX_MESSAGE_OBJECTS} arrays, maps, binaries and ext values`;

function checkHandle(bytes: Uint8Array, pos: number, length: number, at: number, refuse: Refuse): void {
  if (length !== 4) refuse("InvalidType", `a Handle has 4 bytes, this one ${length}`, at);
  const high = bytes[pos] as number;
  const rest = ((bytes[pos + 1] as number) << 16) | ((bytes[pos + 2] as number) << 8) | (bytes[pos + 3] as number);
  const id = high * 0x1000000 + rest;
  if (id < 1 || id > MAX_HANDLE_ID) refuse("InvalidType", `a Handle id is 1 … ${MAX_HANDLE_ID}`, at);
}

function describeExt(type: number): string {
  return type === EXT_FAULT
    ? "a Fault may only be the second element of a failed Response"
    : `ext type ${type} is unknown`;
}
