/**
 * What may cross between a guest method and a script. Data does; so does an instance of a class with `@GuestMethod()`s,
 * behind its allow-list, and what says in the host's own ways what scripts may do with it. Anything else would become a
 * Handle that answers to every method of its class: a repository that returned its database connection, or itself, would
 * hand it out. So it is refused.
 */
import { Float, respondToGuest, type Service, service } from "@kobako/host";
import { hasGuestMethods } from "./guest-method.decorator.ts";

/** Deeper than any value that the wire carries. */
const MAX_DEPTH = 130;

/** The host exports no class for what `service` makes. */
const SERVICE: unknown = Object.getPrototypeOf(service({}));

/** Makes the Service that stands for a guest object. */
export type Facade = (instance: object) => Service;

const instances = new WeakMap<object, object>();
const facades = new WeakMap<object, Service>();

/** The one Service for an instance, so that it keeps its identity in the script. */
export function facadeOf(instance: object, make: Facade): Service {
  let facade = facades.get(instance);
  if (facade === undefined) {
    facade = make(instance);
    facades.set(instance, facade);
    instances.set(facade, instance);
  }
  return facade;
}

/** A guest method's result as the script may have it. @throws TypeError naming the class of what it may not have */
export function toGuest(value: unknown, make: Facade, depth = 0): unknown {
  if (typeof value === "function") throw new TypeError("the result contains a function, which is no data");
  if (typeof value !== "object" || value === null) return value;
  // Too deep, or a cycle: the encoder says so better.
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return mapArray(value, (element) => toGuest(element, make, depth + 1));
  if (value instanceof Map) return mapMap(value, (element) => toGuest(element, make, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype)
    return mapObject(value, (element) => toGuest(element, make, depth + 1));
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value;
  if (typeof prototype === "object" && hasGuestMethods(prototype)) return facadeOf(value, make);
  if (value instanceof Float || prototype === SERVICE || respondToGuest in value) return value;
  throw new TypeError("the result contains an object that is neither data nor has guest methods");
}

/** A script's argument as the guest method gets it: the original objects in the place of their facades. */
export function fromGuest(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return value;
  const instance = instances.get(value);
  if (instance !== undefined) return instance;
  if (Array.isArray(value)) return mapArray(value, (element) => fromGuest(element, depth + 1));
  if (value instanceof Map) return mapMap(value, (element) => fromGuest(element, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype)
    return mapObject(value, (element) => fromGuest(element, depth + 1));
  return value;
}

type Change = (value: unknown) => unknown;

/** Copies only what changes: most values are data all through. */
function mapArray(array: readonly unknown[], change: Change): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < array.length; index += 1) {
    const changed = change(array[index]);
    if (changed === array[index]) continue;
    copy ??= array.slice();
    copy[index] = changed;
  }
  return copy ?? array;
}

function mapMap(map: ReadonlyMap<unknown, unknown>, change: Change): ReadonlyMap<unknown, unknown> {
  let copy: Map<unknown, unknown> | undefined;
  for (const [key, value] of map) {
    const changedKey = change(key);
    const changed = change(value);
    if (changedKey === key && changed === value) continue;
    copy ??= new Map(map);
    if (changedKey !== key) copy.delete(key);
    copy.set(changedKey, changed);
  }
  return copy ?? map;
}

function mapObject(object: object, change: Change): object {
  let copy: object | undefined;
  for (const [key, value] of Object.entries(object)) {
    const changed = change(value);
    if (changed === value) continue;
    copy ??= Object.create(null) as object;
    // Plain assignment to `__proto__` would set the copy's prototype.
    Object.defineProperty(copy, key, { value: changed, enumerable: true, configurable: true, writable: true });
  }
  if (copy === undefined) return object;
  for (const [key, value] of Object.entries(object)) {
    if (!Object.hasOwn(copy, key))
      Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}
