import { FIXED_BYTES, LENGTH_BYTES, readLength, VARIABLE } from "./format.ts";
import { formatPath, type PathSegment } from "./path.ts";
import { EXT_SYMBOL } from "./wire.ts";

/** What the outermost parts of a message are called in error paths. */
export interface Names {
  /** The whole, such as `args` for the arguments of a block call; empty where the parts say enough. */
  readonly root: string;
  /** Its elements, when it is the array of an envelope. */
  readonly fields: readonly string[];
}

interface Level {
  readonly isMap: boolean;
  /** Elements still to come; a pair of a map is two. */
  left: number;
  /** Elements before the one at hand. */
  index: number;
  /** Where the key of the pair at hand starts. */
  keyAt: number;
}

const MAX_KEY_BYTES = 48;
const lossyDecoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The way to the element that starts at, or holds, byte `offset` of a message: `args[2].name`. One pass over what
 * precedes it. Only errors need it, so it may allocate; what precedes the offset must have passed `checkStructure`.
 */
export function pathTo(bytes: Uint8Array, start: number, offset: number, names: Names): string {
  const levels: Level[] = [];
  let pos = start;
  while (pos < offset && pos < bytes.length) {
    const { children, isMap, next } = elementAt(bytes, pos);
    if (next > offset) break;
    const level = levels.at(-1);
    if (level?.isMap === true && level.index % 2 === 0) level.keyAt = pos;
    if (children > 0) levels.push({ isMap, left: children, index: 0, keyAt: next });
    else if (!step(levels)) break;
    pos = next;
  }
  return formatPath(
    names.root,
    levels.map((level, depth) => segment(bytes, level, depth === 0 && !level.isMap ? names.fields : [])),
  );
}

/** Moves past an element and every level that it completes; false when that was the whole message. */
function step(levels: Level[]): boolean {
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    level.index++;
    if (--level.left > 0) return true;
    levels.pop();
  }
  return false;
}

/** Where the element at `pos` ends (a container: where its first child starts), and how many children it has. */
function elementAt(bytes: Uint8Array, pos: number): { children: number; isMap: boolean; next: number } {
  const tag = bytes[pos] as number;
  const next = pos + 1;
  if (tag < 0x80 || tag >= 0xe0) return { children: 0, isMap: false, next };
  if (tag < 0x90) return { children: (tag & 0x0f) * 2, isMap: true, next };
  if (tag < 0xa0) return { children: tag & 0x0f, isMap: false, next };
  if (tag < 0xc0) return { children: 0, isMap: false, next: next + (tag & 0x1f) };
  const fixed = FIXED_BYTES[tag & 0x1f] as number;
  if (fixed !== VARIABLE) return { children: 0, isMap: false, next: next + fixed };
  const width = LENGTH_BYTES[tag & 0x1f] as number;
  const body = next + width;
  const length = readLength(bytes, next, width);
  if (tag >= 0xde) return { children: length * 2, isMap: true, next: body };
  if (tag >= 0xdc) return { children: length, isMap: false, next: body };
  if (tag >= 0xd4 && tag < 0xd9) return { children: 0, isMap: false, next: body + 1 + (1 << (tag - 0xd4)) };
  return { children: 0, isMap: false, next: body + (tag >= 0xc7 && tag < 0xd4 ? 1 : 0) + length };
}

function segment(bytes: Uint8Array, level: Level, fields: readonly string[]): PathSegment {
  if (!level.isMap) return fields[level.index] ?? level.index;
  const pair = ~(level.index >> 1);
  const inKey = level.index % 2 === 0;
  return inKey ? pair : (nameAt(bytes, level.keyAt) ?? pair);
}

/** The text of a str or Symbol, its start when it is long; `undefined` for any other key. */
function nameAt(bytes: Uint8Array, pos: number): string | undefined {
  const tag = bytes[pos] as number;
  const isStr = (tag >= 0xa0 && tag < 0xc0) || (tag >= 0xd9 && tag < 0xdc);
  const width = tag < 0xc0 ? 0 : (LENGTH_BYTES[tag & 0x1f] as number);
  const isExt = (tag >= 0xc7 && tag < 0xca) || (tag >= 0xd4 && tag < 0xd9);
  if (!isStr && !(isExt && bytes[pos + 1 + width] === EXT_SYMBOL)) return undefined;
  const body = pos + 1 + width + (isExt ? 1 : 0);
  return lossyDecoder.decode(bytes.subarray(body, Math.min(elementAt(bytes, pos).next, body + MAX_KEY_BYTES)));
}
