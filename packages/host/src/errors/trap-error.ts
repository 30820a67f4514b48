import { type FailureData, KobakoError } from "./kobako-error.ts";

/** The tags of `TrapError` and its subclasses. */
export type TrapTag =
  | "TrapError"
  | "TimeoutError"
  | "MemoryLimitError"
  | "AbortedError"
  | "FuelExhaustedError"
  | "BudgetExceededError";

/** The engine failed, the guest broke the wire contract, or (in subclasses) a cap was hit. Guest code cannot catch it. */
export class TrapError<Tag extends TrapTag = TrapTag> extends KobakoError<Tag> {
  // The subclass's field replaces this one; only the root of the branch carries its own name.
  override readonly _tag = "TrapError" as Tag;
  override readonly category = "trap";

  static {
    this.prototype.name = "TrapError";
  }
}

/** The wall-clock deadline passed, in guest code or while a Service was pending. */
export class TimeoutError extends TrapError<"TimeoutError"> {
  override readonly _tag = "TimeoutError";

  static {
    this.prototype.name = "TimeoutError";
  }
}

/** The guest asked for more memory than `memoryLimit` lets one invocation add. */
export class MemoryLimitError extends TrapError<"MemoryLimitError"> {
  override readonly _tag = "MemoryLimitError";

  static {
    this.prototype.name = "MemoryLimitError";
  }
}

/** The caller's `AbortSignal` fired; `cause` is the signal's reason. */
export class AbortedError extends TrapError<"AbortedError"> {
  override readonly _tag = "AbortedError";

  static {
    this.prototype.name = "AbortedError";
  }
}

/** The guest spent its `fuel`. */
export class FuelExhaustedError extends TrapError<"FuelExhaustedError"> {
  override readonly _tag = "FuelExhaustedError";

  static {
    this.prototype.name = "FuelExhaustedError";
  }
}

/** What a budget counts: Service calls, live Handles, bytes of source, nested invocations. */
export type BudgetAxis = "calls" | "handles" | "sourceBytes" | "depth";

/** A budget of the host side ran out. `axis` names it and `limit` is its size. */
export class BudgetExceededError extends TrapError<"BudgetExceededError"> {
  override readonly _tag = "BudgetExceededError";
  /** What there was too much of. */
  readonly axis: BudgetAxis;
  /** How much of it was allowed. */
  readonly limit: number;

  static {
    this.prototype.name = "BudgetExceededError";
  }

  constructor(axis: BudgetAxis, limit: number, data?: FailureData) {
    super(`${BUDGET_NAMES[axis]} exceed the limit of ${limit}`, data);
    this.axis = axis;
    this.limit = limit;
  }

  override toJSON(): object {
    return { ...super.toJSON(), axis: this.axis, limit: this.limit };
  }
}

const BUDGET_NAMES: Readonly<Record<BudgetAxis, string>> = {
  calls: "Service calls",
  handles: "live Handles",
  sourceBytes: "bytes of source",
  depth: "nested invocations",
};
