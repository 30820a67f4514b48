/** What a tenant wrote: a formula gives a field's value, a filter decides whether a webhook gets a record. */
export interface Rule {
  readonly kind: RuleKind;
  readonly name: string;
  readonly source: string;
  /** Counts from 1, up with every change. */
  readonly version: number;
}

export type RuleKind = "formulas" | "filters";

export const RULE_KINDS = ["formulas", "filters"] as const satisfies readonly RuleKind[];

/** A name that is a method in Ruby and a key in JSON. */
export const RULE_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** Ruby's own words, and what every object needs to go on working. */
const RESERVED = new Set(
  `alias and begin break case class def defined do else elsif end ensure extend false for if in initialize inspect instance_eval
  instance_exec is_a lambda loop method method_missing methods module next nil not or p print proc puts raise record redo
  require rescue retry return self send super then to_s true undef unless until when while yield`.split(/\s+/),
);

/** Whether a rule, or a field, can be a method of a record. */
export function isMethodName(name: string): boolean {
  return RULE_NAME.test(name) && !RESERVED.has(name);
}

/** The Ruby method that a rule becomes. Filters have a prefix, so that a formula may have the same name. */
export function methodOf({ kind, name }: Pick<Rule, "kind" | "name">): string {
  return kind === "formulas" ? name : `filter_${name}`;
}

/** The Snippet that a rule becomes: its source is a method body that begins on the second line. */
export function snippetOf(rule: Pick<Rule, "kind" | "name" | "source">): {
  readonly name: string;
  readonly code: string;
} {
  const method = methodOf(rule);
  return { name: `Rule_${method}`, code: `class Record; def ${method}\n${rule.source}\nend; end` };
}
