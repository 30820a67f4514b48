/** What a value counts. Times are always in microseconds; printing chooses the unit. */
export type Unit = "µs" | "bytes" | "per second" | "×";

/** What a figure has to reach, and where that is said. */
export interface Goal {
  readonly bound: "at most" | "at least";
  readonly value: number;
}

/** What the Ruby gem (elct9620/kobako) publishes for the same thing, measured on another machine. */
interface RubyGemFigure {
  readonly current: number;
  /** Version 0.4.0. */
  readonly before?: number;
}

/** What every row of a result says about itself. */
export interface Described {
  /** Unique in its suite; `suite/id` names it on the command line. */
  readonly id: string;
  /** One line: what is measured. */
  readonly measures: string;
  /** One line: what it must not be compared with. */
  readonly caveat: string;
  readonly unit: Unit;
  readonly goal?: Goal;
  readonly rubyGem?: RubyGemFigure;
}

/** Something that is measured. */
export interface Case extends Described {
  /** Whether `prepare` may have to compile C first, which takes minutes: tests leave such cases out. */
  readonly compiles?: boolean;
  /** Runs once, in the process that measures. @throws Unavailable when this machine or this guest cannot do it */
  readonly prepare: () => Work | Promise<Work>;
}

export type Work = TimedWork | SampledWork;

/** Work that the harness times. */
export interface TimedWork {
  readonly run: () => unknown;
  /** How many operations one `run` is; a sample is the time of one of them. Default 1. */
  readonly operations?: number;
  /** Throws when the result of `run` is not what it should be. Called once, outside the measurement. */
  readonly check: (result: unknown) => void;
}

/** Work that takes its own samples, in the case's unit. */
export interface SampledWork {
  /** @param milliseconds about how long it should take */
  readonly sample: (milliseconds: number) => readonly number[] | Promise<readonly number[]>;
}

/** A number computed from the cases of one suite, round by round. */
export interface Figure extends Described {
  /** Ids of the cases whose round values `compute` gets, in order. */
  readonly from: readonly string[];
  readonly compute: (...values: number[]) => number;
  /** Which value of a round counts. Default "median". */
  readonly of?: "median" | "worst";
}

/** Cases that are measured in turns, in one fresh process. */
export interface Suite {
  readonly name: string;
  readonly about: string;
  readonly cases: readonly Case[];
  readonly figures?: readonly Figure[];
  /** More flags for the Node process. */
  readonly flags?: readonly string[];
}

/** What a case cannot be measured without is missing here. The result says so, and the run goes on. */
export class Unavailable extends Error {
  static {
    this.prototype.name = "Unavailable";
  }
}

/** `a / b`, for figures. */
export function quotient(a: number, b: number): number {
  return a / b;
}
