/**
 * Tells which wire kind a host object has, by what it is and not by what it says: every check reads an internal
 * slot through an intrinsic captured here, so no code of the object runs (a Proxy's traps excepted) and later
 * changes to the globals do not matter. Typed arrays are recognised from any realm; `Map` and `ArrayBuffer`
 * from this one.
 */

const apply = Reflect.apply;

const { getPrototypeOf, prototype: plainPrototype } = Object;

function getterOf(prototype: object, key: PropertyKey): () => unknown {
  const getter = Object.getOwnPropertyDescriptor(prototype, key)?.get;
  if (getter === undefined) throw new TypeError(`this engine has no getter ${String(key)}`);
  return getter;
}

const typedArrayPrototype: object = Object.getPrototypeOf(Uint8Array.prototype);
const typedArrayTag = getterOf(typedArrayPrototype, Symbol.toStringTag);
const typedArrayBuffer = getterOf(typedArrayPrototype, "buffer");
const typedArrayOffset = getterOf(typedArrayPrototype, "byteOffset");
const typedArrayLength = getterOf(typedArrayPrototype, "byteLength");
const arrayBufferLength = getterOf(ArrayBuffer.prototype, "byteLength");
const mapSize = getterOf(Map.prototype, "size");
const mapForEach = Map.prototype.forEach;

/** True for a plain object: its prototype is this realm's `Object.prototype`, or `null`. */
export function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = getPrototypeOf(value);
  return prototype === plainPrototype || prototype === null;
}

/**
 * A plain view of the bytes of a `Uint8Array` (a `Buffer` too) or an `ArrayBuffer`; `null` when its memory was transferred
 * away; `undefined` for anything else.
 */
export function binaryView(value: object): Uint8Array | null | undefined {
  if (ArrayBuffer.isView(value)) {
    if (apply(typedArrayTag, value, []) !== "Uint8Array") return undefined;
    const buffer = apply(typedArrayBuffer, value, []) as ArrayBuffer;
    const offset = apply(typedArrayOffset, value, []) as number;
    return viewOf(buffer, offset, apply(typedArrayLength, value, []) as number);
  }
  if (!(value instanceof ArrayBuffer)) return undefined;
  try {
    return viewOf(value, 0, apply(arrayBufferLength, value, []) as number);
  } catch {
    return undefined; // only inherits from ArrayBuffer.prototype
  }
}

function viewOf(buffer: ArrayBuffer, offset: number, length: number): Uint8Array | null {
  try {
    return new Uint8Array(buffer, offset, length);
  } catch {
    return null;
  }
}

/** The number of entries of a real `Map`, a subclass too; `undefined` for anything else. */
export function mapSizeOf(value: object): number | undefined {
  if (!(value instanceof Map)) return undefined;
  try {
    return apply(mapSize, value, []) as number;
  } catch {
    return undefined; // only inherits from Map.prototype
  }
}

/** Visits the entries of a real `Map` in order, past any override. */
export function eachEntry(map: object, visit: (value: unknown, key: unknown) => void): void {
  apply(mapForEach, map, [visit]);
}
