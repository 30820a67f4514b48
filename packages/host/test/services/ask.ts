import { callMember, REFUSED } from "../../src/services/call-member.ts";
import { resolveMember } from "../../src/services/gate.ts";

/** What a guest gets for a call that the gate lets through; `"refused"` otherwise. */
export function ask(target: unknown, name: string, ...args: unknown[]): unknown {
  const member = resolveMember(target, name);
  if (member === undefined) return "refused";
  const result = callMember(member, args);
  return result === REFUSED ? "refused" : result;
}
