/**
 * The shape of MessagePack's tags c0 … df, indexed by their low five bits. Tags below c0 and above df carry
 * their number or length in themselves.
 */

/** In `FIXED_BYTES`: the size depends on a length that follows. */
export const VARIABLE = 0xff;

/** In `FIXED_BYTES`: the tag c1, which the format never uses. */
export const NEVER = 0xfe;

/** Bytes after the tag of a value whose tag alone decides its size. */
export const FIXED_BYTES: Uint8Array = new Uint8Array(32).fill(VARIABLE);
FIXED_BYTES.set([0, NEVER, 0, 0], 0x00); // nil, never used, false, true
FIXED_BYTES.set([4, 8, 1, 2, 4, 8, 1, 2, 4, 8], 0x0a); // float 32, 64, uint 8 … 64, int 8 … 64

/** Bytes of the length that follows the tag; none for fixext. */
export const LENGTH_BYTES: Uint8Array = new Uint8Array(32);
LENGTH_BYTES.set([1, 2, 4, 1, 2, 4], 0x04); // bin 8 … 32, ext 8 … 32
LENGTH_BYTES.set([1, 2, 4, 2, 4, 2, 4], 0x19); // str 8 … 32, array 16 and 32, map 16 and 32

/** The big-endian unsigned number of `width` bytes (0, 1, 2 or 4) at `pos`. */
export function readLength(bytes: Uint8Array, pos: number, width: number): number {
  let length = 0;
  for (let i = 0; i < width; i++) length = length * 0x100 + (bytes[pos + i] as number);
  return length;
}
