/** Reads a little-endian base-128 number; returns it and where the next byte is. */
function readNumber(bytes: Uint8Array, start: number): [value: number, next: number] {
  let value = 0;
  let at = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    if (byte === undefined) throw new Error("the module ends in the middle of a number");
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}

function readName(bytes: Uint8Array, start: number): [name: string, next: number] {
  const [length, from] = readNumber(bytes, start);
  return [new TextDecoder().decode(bytes.subarray(from, from + length)), from + length];
}

/** The part of a "name" section that names functions. */
const FUNCTION_NAMES = 1;

function readNameSection(bytes: Uint8Array, start: number, end: number): Map<number, string> {
  const names = new Map<number, string>();
  let at = start;
  while (at < end) {
    const kind = bytes[at] ?? 0;
    const [size, from] = readNumber(bytes, at + 1);
    at = from + size;
    if (kind !== FUNCTION_NAMES) continue;
    let [count, next] = readNumber(bytes, from);
    while (count-- > 0) {
      const [index, afterIndex] = readNumber(bytes, next);
      const [name, afterName] = readName(bytes, afterIndex);
      names.set(index, name);
      next = afterName;
    }
  }
  return names;
}

/** Function index → C name, from a linked module. The published one has no names, and the same indices. */
export function functionNames(module: Uint8Array): Map<number, string> {
  let at = 8;
  while (at < module.length) {
    const id = module[at];
    const [size, from] = readNumber(module, at + 1);
    const end = from + size;
    if (id === 0) {
      const [name, content] = readName(module, from);
      if (name === "name") return readNameSection(module, content, end);
    }
    at = end;
  }
  return new Map();
}
