import { RefusedRequestError } from "./refused-request-error.ts";

const JSON_TYPE = /^\s*application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** A request's headers by lower-case name, as Node gives them. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Whether a request has a body, which is JSON then.
 *
 * @throws RefusedRequestError (415) for a body of another type
 */
export function hasJsonBody(headers: RequestHeaders): boolean {
  const { "transfer-encoding": coding, "content-length": length, "content-type": type = "" } = headers;
  if (coding === undefined && !(Number(length) > 0)) return false;
  if (typeof type === "string" && JSON_TYPE.test(type)) return true;
  throw new RefusedRequestError(415, {
    detail: "the body must be application/json",
    headers: { Accept: "application/json" },
  });
}
