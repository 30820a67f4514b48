import { jsonValue } from "@kobako/host/http";
import { LIMITS } from "../limits.ts";

/** What one rule gave for one record. */
export type Outcome = { readonly value: unknown } | { readonly error: RuleError };

/** Why a rule gave no value. Everything in it is the tenant's own. */
export interface RuleError {
  /** The class of the exception, as Ruby names it, or of the limit that was met. */
  readonly class: string;
  readonly message: string;
  /** In the rule's source, from 1; absent where the failure has no place. */
  readonly line?: number;
}

/**
 * Reads what the guest gave for one record: a list with `[true, value]` or `[false, class, message, place]` per rule.
 * A rule may have changed the very methods that make the list, so that everything about it is checked.
 */
export function readOutcomes(value: unknown, rules: number): readonly Outcome[] | undefined {
  if (!Array.isArray(value) || value.length !== rules) return undefined;
  const outcomes = value.map(readOutcome);
  return outcomes.every((outcome) => outcome !== undefined) ? outcomes : undefined;
}

function readOutcome(value: unknown): Outcome | undefined {
  if (!Array.isArray(value)) return undefined;
  const [isFine, ...rest] = value as readonly unknown[];
  if (isFine === true) return { value: jsonValue(rest[0]) ?? null };
  const [name, message, place] = rest;
  if (isFine !== false || typeof name !== "string" || typeof message !== "string") return undefined;
  return { error: errorOf(name, message, typeof place === "string" ? place : undefined) };
}

/** @param place the innermost guest frame, such as `(snippet:Rule_total):3:in total` */
export function errorOf(name: string, message: string, place: string | undefined): RuleError {
  const line = Number(/^\(snippet:Rule_\w+\):(\d+)/.exec(place ?? "")?.[1]);
  const told = { class: clip(name), message: clip(message) };
  // The first line of the Snippet is ours.
  return Number.isInteger(line) && line > 1 ? { ...told, line: line - 1 } : told;
}

function clip(text: string): string {
  return text.length > LIMITS.message ? `${text.slice(0, LIMITS.message)}…` : text;
}
