import { RefusedRequestError } from "@kobako/host/http";

/** @throws RefusedRequestError (400) */
export function requireSource(body: unknown): string {
  const source = member(body, "source");
  if (typeof source !== "string") throw new RefusedRequestError(400, { detail: "source must be a string" });
  return source;
}

/** @throws RefusedRequestError (400) */
export function requireArgs(body: unknown): readonly unknown[] {
  const args = member(body, "args");
  if (!Array.isArray(args)) throw new RefusedRequestError(400, { detail: "args must be an array" });
  return args;
}

function member(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null && Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined;
}
