import { ArgumentError } from "../errors/argument-error.ts";
import { isCallable, type Member } from "./gate.ts";

const { apply } = Reflect;

/** What `callMember` gives when a getter turned out to lead to something that no guest may call. */
export const REFUSED: unique symbol = Symbol("refused");

/**
 * Uses a member that the gate resolved, once. A getter is read once; if it gives a function, that function is called, as
 * `object.member(…)` would. Throws what the Service throws.
 *
 * @throws ArgumentError when a value is given arguments
 */
export function callMember(member: Member, args: unknown[]): unknown {
  if (member.kind === "method") return apply(member.call, member.receiver, args);
  const value: unknown = member.kind === "getter" ? apply(member.get, member.receiver, []) : member.value;
  if (typeof value === "function")
    return isCallable(value) ? apply(value, member.kind === "getter" ? member.receiver : undefined, args) : REFUSED;
  if (args.length > 0) throw new ArgumentError("this member takes no arguments");
  return value;
}
