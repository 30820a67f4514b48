import type { RiteField } from "./rite-fields.ts";

/** A number below `limit`. */
export type Random = (limit: number) => number;

/** xorshift32: the same numbers for the same seed everywhere. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const EDGES = [0, 1, 2, 3, 4, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fff_ffff, 0xffff_ffff];

/**
 * Bytecode with a few changes. Half of the time one to three fields get another value, which keeps the rest readable and so
 * reaches the interpreter; otherwise bytes are flipped, cut, inserted or taken from another program.
 */
export function mutateBytecode(
  code: Uint8Array,
  fields: readonly RiteField[],
  other: Uint8Array,
  random: Random,
): Uint8Array {
  if (random(2) === 0) return mutateFields(code, fields, random);
  const bytes = [...code];
  for (let times = 1 + random(3); times > 0; times--) {
    const at = random(bytes.length + 1);
    const how = random(5);
    if (how === 0) bytes[at % bytes.length] = random(256);
    else if (how === 1) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << random(8));
    else if (how === 2) bytes.length = Math.max(1, at);
    else if (how === 3) bytes.splice(at, random(4), ...other.subarray(random(other.length)).subarray(0, random(64)));
    else bytes.splice(at, 1 + random(4));
  }
  return Uint8Array.from(bytes);
}

function mutateFields(code: Uint8Array, fields: readonly RiteField[], random: Random): Uint8Array {
  const bytes = code.slice();
  // Half of the fields that are chosen hold instructions: there is where the interpreter trusts most.
  const instructions = fields.filter(({ kind }) => kind === "code" || kind === "handler");
  for (let times = 1 + random(3); times > 0; times--) {
    const among = random(2) === 0 && instructions.length > 0 ? instructions : fields;
    const field = among[random(among.length)];
    if (field === undefined) continue;
    if (field.size > 4 || field.kind === "code") {
      const at = field.offset + random(field.size);
      bytes[at] =
        random(3) === 0 ? random(256) : random(3) === 0 ? (EDGES[random(8)] ?? 0) : (bytes[at] ?? 0) + 1 - random(3);
    } else {
      const value = random(2) === 0 ? (EDGES[random(EDGES.length)] ?? 0) : read(bytes, field) + 1 - random(3);
      for (let byte = 0; byte < field.size; byte++) {
        bytes[field.offset + byte] = (value >>> (8 * (field.size - 1 - byte))) & 0xff;
      }
    }
  }
  return bytes;
}

function read(bytes: Uint8Array, { offset, size }: RiteField): number {
  return bytes.subarray(offset, offset + size).reduce((sum, byte) => sum * 256 + byte, 0);
}
