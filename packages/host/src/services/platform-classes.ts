import { functionSource, isNative } from "./intrinsics.ts";

/**
 * Classes that Node and browsers implement in JavaScript: they cannot be told from a Host App's classes by their text, so a
 * class of one of these names is compared with the real one. The value is the module that exports it, or `"global"`.
 */
const PLATFORM_CLASSES: ReadonlyMap<string, string> = new Map<string, string>([
  ...names("global", "AbortController AbortSignal Blob BroadcastChannel Buffer ByteLengthQueuingStrategy"),
  ...names("global", "CloseEvent CompressionStream CountQueuingStrategy Crypto CryptoKey CustomEvent"),
  ...names("global", "DecompressionStream DOMException Event EventSource EventTarget File FormData Headers"),
  ...names("global", "MessageChannel MessageEvent MessagePort Navigator Performance PerformanceEntry"),
  ...names("global", "PerformanceObserver ReadableStream Request Response SubtleCrypto TextDecoder TextEncoder"),
  ...names("global", "TransformStream URL URLSearchParams WebSocket WritableStream"),
  ...names("Temporal", "Duration Instant PlainDate PlainDateTime PlainMonthDay PlainTime PlainYearMonth ZonedDateTime"),
  ...names("events", "EventEmitter EventEmitterAsyncResource"),
  ...names("stream", "Stream Readable Writable Duplex Transform PassThrough"),
  ...names("net", "Socket Server BlockList"),
  ...names("http", "Agent ClientRequest IncomingMessage OutgoingMessage ServerResponse"),
  ...names("fs", "ReadStream WriteStream Stats Dir Dirent"),
  ...names("tls", "TLSSocket"),
  ...names("dgram", "DgramSocket"),
  ...names("child_process", "ChildProcess"),
  ...names("worker_threads", "Worker"),
  ...names("async_hooks", "AsyncResource AsyncLocalStorage"),
  ...names("vm", "Script Module SourceTextModule SyntheticModule"),
  ...names("readline", "Interface"),
  ...names("crypto", "Hash Hmac Cipheriv Decipheriv Sign Verify KeyObject X509Certificate DiffieHellman ECDH"),
  ...names("string_decoder", "StringDecoder"),
  ...names("url", "Url"),
  ...names("sqlite", "DatabaseSync StatementSync"),
]);

// An object is a platform prototype for life or never: both answers may be kept.
const verdicts = new WeakMap<object, boolean>();

/** Whether `prototype` belongs to a class of the platform: `EventEmitter`, `URL`, `Readable` and so on. */
export function isPlatformPrototype(prototype: object): boolean {
  let verdict = verdicts.get(prototype);
  if (verdict === undefined) {
    verdict = compare(prototype);
    verdicts.set(prototype, verdict);
  }
  return verdict;
}

function compare(prototype: object): boolean {
  const constructor: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  if (typeof constructor !== "function") return false;
  const name: unknown = Object.getOwnPropertyDescriptor(constructor, "name")?.value;
  if (typeof name !== "string") return false;
  const home = PLATFORM_CLASSES.get(name) ?? (isNativeGlobal(name, constructor) ? "global" : undefined);
  return home !== undefined && memberOf(home, name) === constructor;
}

/** A class that the engine wrote is the platform's if it is a global; else it comes from a native add-on. */
function isNativeGlobal(name: string, constructor: object): boolean {
  return Object.hasOwn(globalThis, name) && isNative(functionSource(constructor));
}

/** Reads a global or an export that an object at hand claims to come from, so it is loaded already. */
function memberOf(home: string, name: string): unknown {
  const holder: unknown =
    home === "global"
      ? globalThis
      : home === "Temporal"
        ? Reflect.get(globalThis, home)
        : globalThis.process?.getBuiltinModule?.(home);
  const isHolder = (typeof holder === "object" && holder !== null) || typeof holder === "function";
  return isHolder ? Reflect.get(holder, name) : undefined;
}

function names(home: string, list: string): [string, string][] {
  return list.split(" ").map((name) => [name, home]);
}
