/** As deep as a value can be that the guest sends, so that none of its own is cut. */
const MAX_DEPTH = 128;

/**
 * A guest's value as JSON can hold it, so that no script can make a log line throw: big integers become decimal strings,
 * Maps become lists of pairs, Symbols their names, bytes and host objects a tag.
 */
export function jsonValue(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case "bigint":
      return value.toString();
    case "symbol":
      return value.description;
    case "function":
      return "[function]";
    case "object":
      return value === null ? null : jsonObject(value, depth + 1);
    default:
      return value;
  }
}

function jsonObject(value: object, depth: number): unknown {
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (depth > MAX_DEPTH) return "[…]";
  if (Array.isArray(value)) return value.map((element) => jsonValue(element, depth));
  if (value instanceof Map)
    return Array.from(value, (pair) => pair.map((element: unknown) => jsonValue(element, depth)));
  if (Object.getPrototypeOf(value) !== Object.prototype) return "[object]";
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    // Plain assignment to `__proto__` would set the copy's prototype.
    Object.defineProperty(copy, key, { value: jsonValue(member, depth), enumerable: true });
  }
  return copy;
}
