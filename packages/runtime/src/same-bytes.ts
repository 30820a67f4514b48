/** Node's own comparison: ten times as fast as a loop that is optimized, and a thousand times as fast as one that is not yet. */
const compare = globalThis.process?.getBuiltinModule === undefined ? undefined : globalThis.Buffer.prototype.compare;

/**
 * Whether so many bytes from `leftAt` and from `rightAt` on are known to be the same. Where there is nothing but loops they never are:
 * whoever asks goes on to look.
 */
export function sameBytes(
  left: Uint8Array,
  leftAt: number,
  right: Uint8Array,
  rightAt: number,
  length: number,
): boolean {
  return compare?.call(left, right, rightAt, rightAt + length, leftAt, leftAt + length) === 0;
}
