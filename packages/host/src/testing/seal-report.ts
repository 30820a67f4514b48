import { display } from "../errors/display.ts";

/**
 * What can be wrong with a binding.
 *
 * - `reserved`: a name answers that no guest may use; a bug of the gate's, please report it.
 * - `unlisted`: a member answers that `allow` does not name.
 * - `hook`: a member answers that JavaScript calls behind one's back: `toJSON`, `toString`, `valueOf`, `then` and the like.
 * - `undeclared-handle`: an answer holds an object that does not say what a guest may call of it.
 * - `platform-object`: an answer holds an object of Node or the browser, or a function that makes code or objects.
 * - `secret`: an answer or an error holds a secret, a path of this machine, or a stack.
 * - `engine-error`: the arguments got so far that the engine refused them: they were not checked.
 * - `coercion`: the Service called methods of an object that it was given, or turned it into text.
 * - `pollution`: an intrinsic prototype was changed.
 * - `mutation`: the bound object was changed by a name that it should not answer to.
 * - `flood`: an input or an answer was so large that it ended the invocation, or the Service took longer than `patience`.
 * - `late-failure`: something rejected after its call was over, where nobody looks.
 */
export type LeakKind =
  | "reserved"
  | "unlisted"
  | "hook"
  | "undeclared-handle"
  | "platform-object"
  | "secret"
  | "engine-error"
  | "coercion"
  | "pollution"
  | "mutation"
  | "flood"
  | "late-failure";

/** One thing that a script could get at, and how. */
export interface Leak {
  /** What sort of leak it is. */
  readonly kind: LeakKind;
  /** The bound path, such as `KV::Lookup`. */
  readonly path: string;
  /** The JavaScript name of the member; `call` for a function. */
  readonly member: string;
  /** What leaked, in a sentence. */
  readonly what: string;
  /** The Ruby that shows it. */
  readonly probe: string;
}

/** What was tried, and what was found. */
export interface SealReport {
  /** One for each member and kind: the first that was found. */
  readonly leaks: readonly Leak[];
  /** Path → names that a script can call, as the gate sees them. */
  readonly surface: Readonly<Record<string, readonly string[]>>;
  /** How many scripts ran. */
  readonly probes: number;
}

/** Thrown by `assertSealed`: its message lists the leaks, its `report` holds them. */
export class SealError extends Error {
  /** All that was found. */
  readonly report: SealReport;

  static {
    this.prototype.name = "SealError";
  }

  constructor(report: SealReport) {
    super(describe(report));
    this.report = report;
  }
}

function describe({ leaks, probes }: SealReport): string {
  const lines = leaks.map(
    ({ kind, path, member, what, probe }) =>
      `  ${path}.${member}: ${kind}\n    ${display(what)}\n    found by: ${display(probe.length > 160 ? `${probe.slice(0, 160)}…` : probe)}`,
  );
  return `${leaks.length} ${leaks.length === 1 ? "leak" : "leaks"} in what a script can reach (${probes} probes):\n${lines.join("\n")}`;
}
