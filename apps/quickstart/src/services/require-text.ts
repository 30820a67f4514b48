import { ArgumentError } from "@kobako/host";

/** An argument that must be a text. A script may send anything: turning it into text would run an object's own code. */
export function requireText(value: unknown, what: string): string {
  if (typeof value !== "string") throw new ArgumentError(`${what} must be a String`);
  return value;
}
