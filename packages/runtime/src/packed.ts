/** A guest address and a length, as the guest packs them into an i64: `address << 32 | length`. */
export interface Span {
  readonly address: number;
  readonly length: number;
}

const wide = new BigUint64Array(1);
const halves = new Uint32Array(wide.buffer);

// A typed array in place of shifts: one BigInt is made in place of three.
const [LOW, HIGH] = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? [0, 1] : [1, 0];

export function pack(address: number, length: number): bigint {
  halves[LOW] = length;
  halves[HIGH] = address;
  return wide[0] ?? 0n;
}

export function unpack(packed: bigint): Span {
  wide[0] = packed;
  return { address: halves[HIGH] ?? 0, length: halves[LOW] ?? 0 };
}
