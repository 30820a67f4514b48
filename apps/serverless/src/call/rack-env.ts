/** A request as a function is to see it. */
export interface FunctionRequest {
  readonly method: string;
  /** The path up to the function, such as `/fn/hello`. */
  readonly mount: string;
  /** What comes after it, as it was sent: empty, or with a slash in front. */
  readonly path: string;
  /** Without the question mark, as it was sent. */
  readonly query: string;
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As it is to be read: what was compressed on the way is not any more. */
  readonly body: Uint8Array;
}

/** About the connection, or about a body on its way, or a secret, or (`proxy`) an environment variable that programs trust. */
const WITHHELD = new Set([
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "cookie",
  "expect",
  "keep-alive",
  "proxy",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
const NAME = /^[a-z0-9-]+$/;

/** Rack gives this one without `HTTP_`, and the length of the body. */
const KEYS: ReadonlyMap<string, string> = new Map([["content-type", "CONTENT_TYPE"]]);

/**
 * The environment that a function is called with: Rack's keys, with the body as a String under `rack.input`. A header whose
 * name has an underscore is left out: it would read like another one.
 */
export function rackEnv(request: FunctionRequest): Map<string, unknown> {
  const { method, mount, path, query, headers, body } = request;
  const env = new Map<string, unknown>([
    ["REQUEST_METHOD", method],
    ["SCRIPT_NAME", mount],
    ["PATH_INFO", path],
    ["QUERY_STRING", query],
    ["SERVER_PROTOCOL", "HTTP/1.1"],
    ["rack.url_scheme", "http"],
    ["rack.input", bodyOf(body)],
  ]);
  if (body.length > 0) env.set("CONTENT_LENGTH", String(body.length));
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    const key = keyOf(name);
    if (value !== undefined && key !== undefined) env.set(key, typeof value === "string" ? value : value.join(", "));
  }
  return env;
}

/** The keys of headers that came before. Clients choose names: there may be any number of them. */
const known = new Map<string, string | undefined>(KEYS);
const MAX_KNOWN = 1_000;

/** `undefined` for a header that functions do not get. */
function keyOf(name: string): string | undefined {
  const key = known.get(name);
  if (key !== undefined || WITHHELD.has(name) || !NAME.test(name)) return key;
  const made = `HTTP_${name.toUpperCase().replaceAll("-", "_")}`;
  if (known.size < MAX_KNOWN) known.set(name, made);
  return made;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Text where it is UTF-8, else bytes: a String of Ruby either way. */
function bodyOf(body: Uint8Array): string | Uint8Array {
  if (body.length === 0) return "";
  try {
    return decoder.decode(body);
  } catch {
    return body;
  }
}
