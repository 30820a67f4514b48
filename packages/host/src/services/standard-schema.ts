/**
 * The Standard Schema interface, version 1, as zod, valibot, ArkType, Effect Schema and others implement it. Only the part
 * that validation needs; see standardschema.dev.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  /** The interface that every Standard Schema library implements. */
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** A validation's answer: the value, perhaps transformed, or what is wrong with it. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The type that a schema accepts. */
export type InputOf<Schema> = Schema extends StandardSchema<infer Input, infer _> ? Input : never;

/** The type that a schema's validation gives. */
export type OutputOf<Schema> = Schema extends StandardSchema<infer _, infer Output> ? Output : never;

/** Whether `value` implements the interface. Schemas may be functions too. */
export function isStandardSchema(value: unknown): value is StandardSchema {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  const standard: unknown = Reflect.get(value, "~standard");
  return typeof standard === "object" && standard !== null && typeof Reflect.get(standard, "validate") === "function";
}

/** The first issue on one line: `at name.0: expected a string`. */
export function describeIssues(issues: readonly StandardIssue[]): string {
  const [first] = issues;
  if (first === undefined) return "invalid";
  const path = (first.path ?? []).map((step) => String(typeof step === "object" ? step.key : step)).join(".");
  const more = issues.length === 1 ? "" : ` (and ${issues.length - 1} more)`;
  return `${path === "" ? "" : `at ${path}: `}${first.message}${more}`;
}
