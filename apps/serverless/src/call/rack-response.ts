import { RefusedRequestError } from "@kobako/host/http";

/** A function's answer, fit to be sent. */
export interface RackResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | Uint8Array;
}

const MAX_HEADERS = 64;
const MAX_HEADER_BYTES = 16_384;
const MAX_PARTS = 10_000;

const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
/** Printable ASCII and tab: no line ends, so that a value cannot become another header. */
const VALUE = /^[\t\x20-\x7E]*$/;

/**
 * The connection's headers are the server's to set, and those that rule a whole origin would rule other tenants' functions too.
 */
const REFUSED = new Set([
  "accept-ch",
  "alt-svc",
  "clear-site-data",
  "connection",
  "content-length",
  "content-security-policy",
  "critical-ch",
  "cross-origin-resource-policy",
  "date",
  "keep-alive",
  "nel",
  "origin-agent-cluster",
  "proxy-authenticate",
  "proxy-connection",
  "public-key-pins",
  "report-to",
  "reporting-endpoints",
  "service-worker-allowed",
  "set-cookie",
  "set-cookie2",
  "set-login",
  "speculation-rules",
  "strict-transport-security",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "use-as-dictionary",
  "www-authenticate",
  "x-content-type-options",
]);

/** Orders to a proxy in front, which would carry them out for all tenants: which file to send, what to keep for whom. */
const FOR_PROXIES = /^(?:x-accel-|x-sendfile|x-lighttpd-|x-litespeed-|x-reproxy-|edge-|surrogate-)|cdn-/;

/**
 * Reads `[status, headers, body]`. Nothing of it is mended: a function whose answer would surprise its caller is told so.
 *
 * @throws RefusedRequestError (502)
 */
export function readRackResponse(value: unknown, maxBody: number): RackResponse {
  if (!Array.isArray(value) || value.length !== 3) throw bad("App must return [status, headers, body]");
  const [status, headers, body] = value as readonly unknown[];
  if (typeof status !== "number" || !Number.isInteger(status) || status < 200 || status > 599)
    throw bad("the status must be an Integer from 200 to 599");
  return { status, headers: readHeaders(headers), body: readBody(body, maxBody) };
}

function readHeaders(headers: unknown): RackResponse["headers"] {
  const pairs = pairsOf(headers);
  if (pairs.length > MAX_HEADERS) throw bad(`there are more than ${MAX_HEADERS} headers`);
  let bytes = 0;
  const seen = new Set<string>();
  return pairs.map(([key, given]) => {
    const name = typeof key === "string" ? key.toLowerCase() : "";
    if (!TOKEN.test(name)) throw bad("a header's name is no token of HTTP");
    if (REFUSED.has(name) || FOR_PROXIES.test(name)) throw bad(`the header ${name} is not for functions to set`);
    if (seen.has(name)) throw bad(`the header ${name} comes twice; several values go in an Array`);
    seen.add(name);
    const value = readHeaderValue(name, given);
    bytes += name.length + value.length;
    if (bytes > MAX_HEADER_BYTES) throw bad(`the headers are longer than ${MAX_HEADER_BYTES} bytes`);
    return [name, value] as const;
  });
}

function pairsOf(headers: unknown): readonly (readonly [unknown, unknown])[] {
  if (headers instanceof Map) return [...(headers as Map<unknown, unknown>)];
  const prototype: unknown =
    typeof headers === "object" && headers !== null ? Object.getPrototypeOf(headers) : undefined;
  if (prototype !== Object.prototype && prototype !== null) throw bad("the headers must be a Hash");
  return Object.entries(headers as object);
}

/** Several values are joined: the one header that must not be, `set-cookie`, is refused. */
function readHeaderValue(name: string, given: unknown): string {
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  const texts = values.map((value) => (typeof value === "number" ? String(value) : value));
  if (!texts.every((text) => typeof text === "string" && VALUE.test(text)))
    throw bad(`the value of the header ${name} must be a String of printable ASCII`);
  return texts.join(", ");
}

function readBody(body: unknown, maxBody: number): string | Uint8Array {
  const parts: readonly unknown[] = Array.isArray(body) ? body : [body ?? ""];
  if (parts.length > MAX_PARTS) throw bad(`the body has more than ${MAX_PARTS} parts`);
  let length = 0;
  const read = parts.map((part) => {
    if (typeof part !== "string" && !(part instanceof Uint8Array))
      throw bad("the body must be a String or an Array of Strings");
    length += Buffer.byteLength(part);
    if (length > maxBody) throw bad(`the body is longer than ${maxBody} bytes`);
    return part;
  });
  if (read.every((part) => typeof part === "string")) return read.join("");
  return Buffer.concat(read.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
}

function bad(detail: string): RefusedRequestError {
  return new RefusedRequestError(502, { slug: "bad-answer", title: "The function's answer cannot be sent", detail });
}
