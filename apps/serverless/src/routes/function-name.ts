import { RefusedRequestError } from "@kobako/host/http";

const NAME = /^[a-z][a-z0-9-]{0,62}$/;

/** A name that can stand in a path as it is. @throws RefusedRequestError (400) */
export function requireFunctionName(name: unknown): string {
  if (typeof name === "string" && NAME.test(name)) return name;
  const detail = "a function's name is at most 63 small letters, digits and dashes, and starts with a letter";
  throw new RefusedRequestError(400, { slug: "bad-name", title: "This is no name for a function", detail });
}

/** @throws RefusedRequestError (404) */
export function requireFunction<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new RefusedRequestError(404, { detail: "there is no such function" });
  return found;
}
