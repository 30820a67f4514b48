/**
 * The authorization gate: which members of a host object a guest may use. Deny by default.
 *
 * It looks members up by their property descriptors, never as `object[name]`: no getter and no Proxy `get` trap runs
 * before the answer is "yes", and what was looked up is what is used, once. Results are not remembered per object or
 * prototype: a kept answer would outlive `respondToGuest`, a monkey patch or a deleted method, and finding it anew costs
 * about a tenth of a Service call. What is remembered is what can never change: whose prototype an object is, and what
 * kind of function a function is.
 */
import { functionSource, isIntrinsic, isNative, isObjectPrototype, isReflective } from "./intrinsics.ts";
import { isReservedName, otherSpellings } from "./member-names.ts";
import { isPlatformPrototype } from "./platform-classes.ts";
import { respondToGuest } from "./respond-to-guest.ts";

const { getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { apply } = Reflect;
const FUNCTION_PROTOTYPE = Function.prototype;

/** A function of the Host App, called with the receiver that the gate names. */
export type Callable = (this: unknown, ...args: unknown[]) => unknown;

/** What a guest may do with one name: call a function, run a getter, or read a value. */
export type Member =
  | { readonly kind: "method"; readonly call: Callable; readonly receiver: unknown }
  | { readonly kind: "getter"; readonly get: Callable; readonly receiver: unknown }
  | { readonly kind: "value"; readonly value: unknown };

// A Proxy may invent an endless chain.
const MAX_CHAIN = 64;

/** The member of `target` that a guest means by `name`, or `undefined`: absent and refused are not told apart. */
export function resolveMember(target: unknown, name: string): Member | undefined {
  try {
    if (typeof target === "function") return functionMember(target as Callable, name);
    if (typeof target !== "object" || target === null || isReservedName(name)) return undefined;
    return objectMember(target, name);
  } catch {
    // A Proxy's trap or `respondToGuest` threw.
    return undefined;
  }
}

/** Whether a guest may have this function called: not a class, not a built-in constructor, nothing that makes code of data. */
export function isCallable(value: unknown): value is Callable {
  if (typeof value !== "function") return false;
  let verdict = callables.get(value);
  if (verdict === undefined) {
    verdict = judge(value);
    callables.set(value, verdict);
  }
  return verdict;
}

// Sound to keep: a function's text and identity, which the verdict is drawn from, never change.
const callables = new WeakMap<object, boolean>();

function judge(value: object): boolean {
  if (isReflective(value) || isIntrinsic(value)) return false;
  const source = functionSource(value);
  if (source.startsWith("class")) return false;
  if (!isNative(source)) return true;
  // A native constructor (`Function`, `Promise`, `Date` of any realm), or another realm's `eval`, `call`, `apply`, `bind` …
  return getOwnPropertyDescriptor(value, "prototype") === undefined && !REFLECTIVE_NATIVE.test(source);
}

const REFLECTIVE_NATIVE =
  /^function (?:eval|call|apply|bind|construct|Proxy|setTimeout|setInterval|(?:define|get|set)\w*Propert\w+|[gs]etPrototypeOf)\(/;

function functionMember(target: Callable, name: string): Member | undefined {
  if (name !== "call" && name !== "[]") return undefined;
  if (!isCallable(target) || !isAllowed(target, "call")) return undefined;
  return { kind: "method", call: target, receiver: undefined };
}

function objectMember(target: object, name: string): Member | undefined {
  if (isIntrinsic(target)) return undefined;
  let found = findProperty(target, name);
  if (found === undefined) {
    for (const spelling of otherSpellings(name)) {
      if (isReservedName(spelling)) continue;
      found = findProperty(target, spelling);
      if (found !== undefined) {
        name = spelling;
        break;
      }
    }
    if (found === undefined) return undefined;
  }
  const member = asMember(target, found);
  return member !== undefined && isAllowed(target, name) ? member : undefined;
}

/** Where a property was found decides what may be done with it. */
interface Found {
  readonly descriptor: PropertyDescriptor;
  readonly holder: object;
}

function findProperty(target: object, name: string | symbol): Found | undefined {
  let holder = target;
  for (let depth = 0; depth < MAX_CHAIN; depth += 1) {
    const descriptor = getOwnPropertyDescriptor(holder, name);
    if (descriptor !== undefined) return { descriptor, holder };
    const next: object | null = getPrototypeOf(holder);
    if (next === null || isIntrinsic(next) || isPlatformPrototype(next)) break;
    holder = next;
  }
  return undefined;
}

function asMember(target: object, { descriptor, holder }: Found): Member | undefined {
  const inherited = holder !== target;
  if (descriptor.get !== undefined) {
    const get = descriptor.get as Callable;
    // A getter without a text is the engine's, not the Host App's: an Error's `stack` is one, on every instance.
    return hasNativeText(get) ? undefined : { kind: "getter", get, receiver: target };
  }
  // Own fields of a class instance are its implementation, TypeScript's `private` ones and injected functions included.
  if (!inherited && !isPlain(target)) return undefined;
  const value: unknown = descriptor.value;
  if (typeof value !== "function")
    return inherited || descriptor.set !== undefined ? undefined : { kind: "value", value };
  if (!isCallable(value) || (inherited && isForeign(target, value))) return undefined;
  return { kind: "method", call: value, receiver: target };
}

/** A plain object, of any realm: what a literal, `Object.create(null)` or `JSON.parse` makes. */
function isPlain(target: object): boolean {
  const prototype: object | null = getPrototypeOf(target);
  return prototype === null || isObjectPrototype(prototype);
}

/**
 * Whether an inherited function is a built-in of another realm (an iframe, a `node:vm` context), whose prototypes cannot be
 * known by identity. Only objects of that realm inherit them, which shows at the end of their prototype chain.
 */
function isForeign(target: object, callable: Callable): boolean {
  return hasNativeText(callable) && isNative(functionSource(callable)) && hasForeignRoot(target);
}

function hasNativeText(callable: Callable): boolean {
  let native = natives.get(callable);
  if (native === undefined) {
    native = functionSource(callable).endsWith("{ [native code] }");
    natives.set(callable, native);
  }
  return native;
}

// Sound to keep: the text of a function never changes.
const natives = new WeakMap<object, boolean>();

function hasForeignRoot(target: object): boolean {
  let root = target;
  for (let depth = 0; depth < MAX_CHAIN; depth += 1) {
    const next: object | null = getPrototypeOf(root);
    if (next === null) break;
    root = next;
  }
  return root !== Object.prototype && isObjectPrototype(root);
}

/** Whether an object or a function has a `respondToGuest`. Runs none of its code, a Proxy's traps aside. */
export function narrowsItself(target: object): boolean {
  try {
    return (typeof target === "function" ? findNarrowing(target) : findProperty(target, respondToGuest)) !== undefined;
  } catch {
    return false;
  }
}

/** Asks the object's own `respondToGuest`, if it has one. Whatever is not a method that says `true` refuses. */
function isAllowed(target: object, name: string): boolean {
  const found = typeof target === "function" ? findNarrowing(target) : findProperty(target, respondToGuest);
  if (found === undefined) return true;
  const respond: unknown = found.descriptor.value;
  return typeof respond === "function" && apply(respond, target, [name]) === true;
}

/** Nearly every bound function is a bare one: two look-ups settle it. */
function findNarrowing(target: object): Found | undefined {
  const descriptor = getOwnPropertyDescriptor(target, respondToGuest);
  if (descriptor !== undefined) return { descriptor, holder: target };
  const prototype: object | null = getPrototypeOf(target);
  return prototype === FUNCTION_PROTOTYPE || prototype === null ? undefined : findProperty(prototype, respondToGuest);
}
