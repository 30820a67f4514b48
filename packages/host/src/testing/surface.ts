import { isCallable, resolveMember } from "../services/gate.ts";
import { isIntrinsic } from "../services/intrinsics.ts";
import { isPlatformPrototype } from "../services/platform-classes.ts";
import { Service } from "../services/service.ts";

const { getOwnPropertyNames, getPrototypeOf } = Object;
const MAX_CHAIN = 64;

/** The JavaScript names of what a guest may use of a host object. Asks the gate, and runs none of the object's code but `respondToGuest`. */
export function surfaceOf(target: object): readonly string[] {
  if (Service.is(target)) return Service.names(target);
  if (typeof target === "function") return resolveMember(target, "call") === undefined ? [] : ["call"];
  return [...namesOf(target)].filter((name) => resolveMember(target, name) !== undefined);
}

/** Every name on an object and its classes, allowed or not. */
export function namesOf(target: object): ReadonlySet<string> {
  const names = new Set<string>();
  let holder: object | null = target;
  for (let depth = 0; holder !== null && depth < MAX_CHAIN; depth += 1) {
    for (const name of getOwnPropertyNames(holder)) names.add(name);
    holder = getPrototypeOf(holder) as object | null;
  }
  return names;
}

/** Whether an object comes from the language or the platform, or is a function that makes objects or code. */
export function isPlatformObject(value: object): boolean {
  if (isIntrinsic(value) || value === globalThis.process) return true;
  if (typeof value === "function") return !isCallable(value);
  const prototype = getPrototypeOf(value) as object | null;
  return (
    prototype !== null && prototype !== Object.prototype && (isIntrinsic(prototype) || isPlatformPrototype(prototype))
  );
}
