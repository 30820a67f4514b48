// Everything here is captured when the module loads: later patches of globals and prototypes cannot redirect it.
const { getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf } = Object;
const { apply } = Reflect;
const sourceOf = Function.prototype.toString;

/** Whether `object` is one of this realm's intrinsics: a built-in prototype or namespace, or the global object. */
export function isIntrinsic(object: object): boolean {
  return INTRINSICS.has(object);
}

export function isReflective(callable: unknown): boolean {
  return REFLECTIVE.has(callable);
}

/** The text of a function. It is fixed for its lifetime, so verdicts drawn from it may be kept. */
export function functionSource(callable: object): string {
  return apply(sourceOf, callable, []);
}

/** Whether the engine wrote this function. Bound functions and Proxies have no name in their text and do not count. */
export function isNative(source: string): boolean {
  return source.endsWith("{ [native code] }") && !source.startsWith("function ()");
}

/** Whether `object` is the `Object.prototype` of any realm: a root that owns the engine's `hasOwnProperty`. */
export function isObjectPrototype(object: object): boolean {
  if (object === Object.prototype) return true;
  if (getPrototypeOf(object) !== null) return false;
  const method: unknown = getOwnPropertyDescriptor(object, "hasOwnProperty")?.value;
  return typeof method === "function" && isNative(functionSource(method));
}

/** The language's own globals. The platform's are not looked at here: Node loads whole modules behind some of them. */
const LANGUAGE = [
  "Object Function Array Number Boolean String Symbol BigInt Date RegExp Promise Proxy Map Set WeakMap WeakSet WeakRef",
  "FinalizationRegistry Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError",
  "SuppressedError DisposableStack AsyncDisposableStack Iterator ArrayBuffer SharedArrayBuffer DataView Int8Array",
  "Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array Float16Array",
  "Float32Array Float64Array Math JSON Reflect Atomics Intl WebAssembly console",
].flatMap((line) => line.split(" "));

function collectIntrinsics(): Set<object> {
  const found = new Set<object>([globalThis]);
  for (const name of LANGUAGE) {
    const value: unknown = getOwnPropertyDescriptor(globalThis, name)?.value;
    if (isObject(value)) addNamespace(found, value);
    else if (typeof value === "function") addPrototypes(found, value);
  }
  for (const sample of SAMPLES) addChain(found, sample());
  return found;
}

function addNamespace(found: Set<object>, object: object): void {
  found.add(object);
  for (const name of getOwnPropertyNames(object)) {
    const member: unknown = getOwnPropertyDescriptor(object, name)?.value;
    if (typeof member === "function") addPrototypes(found, member);
  }
}

function addPrototypes(found: Set<object>, constructor: object): void {
  if (!isNative(functionSource(constructor))) return;
  const prototype: unknown = getOwnPropertyDescriptor(constructor, "prototype")?.value;
  if (isObject(prototype)) addChain(found, prototype);
}

function addChain(found: Set<object>, object: object): void {
  for (let holder: object | null = object; holder !== null; holder = getPrototypeOf(holder)) found.add(holder);
}

/** Prototypes that no global names: reached through an instance of each. */
const SAMPLES: readonly (() => object)[] = [
  () => getPrototypeOf(() => {}),
  () => getPrototypeOf(async () => {}),
  // These two also lead to the prototypes of the generators that they make.
  () => getPrototypeOf(function* () {}),
  () => getPrototypeOf(getPrototypeOf(function* () {}).prototype),
  () => getPrototypeOf(function* () {}).prototype,
  () => getPrototypeOf(async function* () {}),
  () => getPrototypeOf(async function* () {}).prototype,
  () => getPrototypeOf([][Symbol.iterator]()),
  () => getPrototypeOf(new Map().entries()),
  () => getPrototypeOf(new Set().entries()),
  () => getPrototypeOf(""[Symbol.iterator]()),
  () => getPrototypeOf("".matchAll(/x/g)),
  () => getPrototypeOf(Uint8Array.prototype),
  () =>
    (function () {
      return arguments;
    })(),
];

function collectReflective(): Set<unknown> {
  const found = new Set<unknown>(
    ["eval", "setTimeout", "setInterval"].map((name) => getOwnPropertyDescriptor(globalThis, name)?.value),
  );
  for (const holder of [Object, Object.prototype, Function.prototype, Reflect]) {
    for (const name of getOwnPropertyNames(holder)) {
      const descriptor = getOwnPropertyDescriptor(holder, name);
      for (const member of [descriptor?.value, descriptor?.get, descriptor?.set]) {
        if (typeof member === "function") found.add(member);
      }
    }
  }
  return found;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Objects whose members belong to the language or the platform, never to a Service. */
const INTRINSICS: ReadonlySet<object> = collectIntrinsics();

/** Functions that turn data into code or reach through objects: never called for a guest, wherever a Service keeps them. */
const REFLECTIVE: ReadonlySet<unknown> = collectReflective();
