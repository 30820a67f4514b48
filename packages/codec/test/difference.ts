import { isDeepStrictEqual } from "node:util";
import { Opaque } from "./described-values.ts";

/**
 * Where two decoded values differ; `undefined` when they are the same: kinds, prototypes, the sign of zero, the order of keys,
 * and own members whatever they are called (a member named `constructor` misleads most deep equalities).
 */
export function difference(left: unknown, right: unknown, at = "value"): string | undefined {
  if (Object.is(left, right)) return undefined;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return at;
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return `prototype of ${at}`;
  if (left instanceof Opaque || left instanceof Uint8Array) return isDeepStrictEqual(left, right) ? undefined : at;
  if (left instanceof Map && right instanceof Map) return firstDifference([...left], [...right], at);
  const [own, other] = [members(left), members(right)];
  return own === undefined || other === undefined ? `an accessor in ${at}` : firstDifference(own, other, at);
}

type Entry = readonly [unknown, unknown];

function firstDifference(left: readonly Entry[], right: readonly Entry[], at: string): string | undefined {
  if (left.length !== right.length) return `number of members of ${at}`;
  for (const [i, [key, value]] of left.entries()) {
    const [otherKey, otherValue] = right[i] ?? [];
    const found =
      difference(key, otherKey, `key ${i} of ${at}`) ?? difference(value, otherValue, `${at}[${String(key)}]`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Own members in order; `undefined` when one is not a plain writable, enumerable data property. */
function members(object: object): Entry[] | undefined {
  const entries: Entry[] = [];
  for (const key of Reflect.ownKeys(object)) {
    const property = Object.getOwnPropertyDescriptor(object, key);
    if (property === undefined || !("value" in property)) return undefined;
    if (Array.isArray(object) && key === "length") continue;
    if (property.writable !== true || property.enumerable !== true || property.configurable !== true) return undefined;
    entries.push([key, property.value]);
  }
  return entries;
}
