/**
 * Plain objects from data: every key is an own data property, whatever `Object.prototype` has under that name, and no
 * key costs more than its share of memory.
 */

/**
 * A plain object with the entries of `entries`. For the keys that assignment must not be trusted with: those that
 * `Object.prototype` has too (`__proto__`, a setter that someone put there), and array indexes, for which V8 would set
 * aside a slot for every lower index (12 KiB for the key "1000"). Calls `spend` for each.
 */
export function toRecord(
  entries: ReadonlyMap<string, unknown>,
  spend: (elements: number) => void,
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  let indexed = false;
  for (const [key, value] of entries) {
    spend(1);
    if (key in record) defineMember(record, key, value);
    else if (!indexed && isIndexKey(key)) {
      // An element that is read-only for a moment makes V8 keep the elements in a hash table from then on.
      Object.defineProperty(record, key, { value, writable: false, enumerable: true, configurable: true });
      defineMember(record, key, value);
      indexed = true;
    } else record[key] = value;
  }
  return record;
}

/** Sets an own data property without looking at the prototype. */
export function defineMember(record: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true });
}

/** True for keys that JavaScript may treat as array indexes; some that it does not are included. */
export function isIndexKey(key: string): boolean {
  const { length } = key;
  if (length === 0 || length > 10) return false;
  for (let i = 0; i < length; i++) {
    const unit = key.charCodeAt(i);
    if (unit < 0x30 || unit > 0x39) return false;
  }
  return true;
}
