import { EventEmitter } from "node:events";
import { Readable } from "node:stream";
import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { resolveMember } from "../../src/services/gate.ts";
import { ask } from "./ask.ts";

class Account {
  deposit(): number {
    return 1;
  }
}

const INTRINSIC_OBJECTS: readonly (readonly [string, object])[] = [
  ["a Map", new Map([["a", 1]])],
  ["a Set", new Set([1])],
  ["a WeakMap", new WeakMap()],
  ["a Date", new Date(0)],
  ["a RegExp", /x/g],
  ["a Promise", Promise.resolve(1)],
  ["an Error", new TypeError("boom")],
  ["an Array", [1, 2, 3]],
  ["a Uint8Array", new Uint8Array(2)],
  ["a Buffer", Buffer.from("x")],
  ["an ArrayBuffer", new ArrayBuffer(1)],
  ["a generator", (function* () {})()],
  ["an async generator", (async function* () {})()],
  ["an array iterator", [1].values()],
  ["a boxed number", Object(1)],
  ["a boxed symbol", Object(Symbol.iterator)],
  ["a URL", new URL("http://a/")],
  ["a Request", new Request("http://a/")],
  ["Headers", new Headers()],
  ["an AbortController", new AbortController()],
  ["an EventTarget", new EventTarget()],
  ["an EventEmitter", new EventEmitter()],
  ["a stream", Readable.from([])],
  ["FormData", new FormData()],
  ["a TransformStream", new TransformStream()],
  ["crypto", crypto],
  ["performance", performance],
  ["an Intl formatter", new Intl.NumberFormat("en")],
  ...("Temporal" in globalThis
    ? [
        [
          "a Temporal.Duration",
          (Reflect.get(globalThis, "Temporal") as { Duration: { from(text: string): object } }).Duration.from("PT1H"),
        ] as const,
      ]
    : []),
  ["Math", Math],
  ["Reflect", Reflect],
  ["JSON", JSON],
  ["the global object", globalThis],
  ["Object.prototype", Object.prototype],
  ["a WebAssembly.Memory", new WebAssembly.Memory({ initial: 0 })],
  ["a Map of another realm", runInContext("new Map()", createContext())],
  ["a Date of another realm", runInContext("new Date()", createContext())],
  ["an array of another realm", runInContext("[]", createContext())],
  ["a generator of another realm", runInContext("(function* () {})()", createContext())],
];

/** Every string name on every prototype that the language has, and some that attackers like. */
const BUILT_IN_NAMES = [
  ...new Set([
    ...INTRINSIC_OBJECTS.flatMap(([, object]) => allNames(object)),
    ...allNames(() => {}),
    ...[
      "constructor",
      "__proto__",
      "prototype",
      "then",
      "toJSON",
      "caller",
      "callee",
      "_",
      "__x",
      "#x",
      "",
      "inspect",
      "Symbol.iterator",
      "@@iterator",
    ],
  ]),
];

function allNames(object: object): string[] {
  const names: string[] = [];
  for (let holder: object | null = object; holder !== null; holder = Object.getPrototypeOf(holder)) {
    names.push(...Object.getOwnPropertyNames(holder));
  }
  return names;
}

describe("built-ins", () => {
  it.each(INTRINSIC_OBJECTS)("%s answers to nothing", (_, object) => {
    expect(BUILT_IN_NAMES.filter((name) => resolveMember(object, name) !== undefined)).toEqual([]);
  });

  it.each([
    ["an instance", new (class Empty {})()],
    ["a plain object", {}],
    ["an object without prototype", Object.create(null)],
    ["a plain object of another realm", runInContext("({})", createContext())],
    ["an instance of another realm", runInContext("new (class Empty {})()", createContext())],
    ["a subclass of Map", new (class Cache extends Map {})()],
    ["a subclass of Array", new (class List extends Array {})()],
    ["a subclass of Error", new (class Oops extends Error {})()],
    ["a subclass of Promise", class Later extends Promise<number> {}.resolve(1)],
    ["a subclass of EventEmitter", new (class Bus extends EventEmitter {})()],
    ["a subclass of Readable", new (class Source extends Readable {})()],
    ["a subclass of EventTarget", new (class Bus extends EventTarget {})()],
    ["a subclass of another realm's Map", runInContext("new (class Cache extends Map {})()", createContext())],
  ])("%s without members of its own answers to nothing", (_, object) => {
    expect(BUILT_IN_NAMES.filter((name) => resolveMember(object, name) !== undefined)).toEqual([]);
  });

  it("a subclass of a built-in answers what it adds", () => {
    class Cache extends Map<string, number> {
      total(): number {
        return this.size;
      }
    }
    expect(ask(new Cache([["a", 1]]), "total")).toBe(1);
    const foreign = runInContext("new (class Cache extends Map { total() { return this.size; } })()", createContext());
    expect(ask(foreign, "total")).toBe(0);
  });

  it("stays closed when a built-in prototype is patched", () => {
    Object.defineProperty(Object.prototype, "planted", { value: () => "pwned", configurable: true });
    Object.defineProperty(Map.prototype, "planted", { value: () => "pwned", configurable: true });
    try {
      for (const target of [{}, new Account(), new Map(), []]) expect(ask(target, "planted")).toBe("refused");
    } finally {
      Reflect.deleteProperty(Object.prototype, "planted");
      Reflect.deleteProperty(Map.prototype, "planted");
    }
  });

  it.each([undefined, null, 1, "text", true, Symbol.iterator, 10n])("the primitive %s answers to nothing", (value) => {
    expect(BUILT_IN_NAMES.filter((name) => resolveMember(value, name) !== undefined)).toEqual([]);
  });
});
