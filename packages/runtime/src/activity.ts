import { Capture } from "./capture.ts";
import { now } from "./clock.ts";
import type { Invocation } from "./invocation.ts";
import type { ServiceCallFrame } from "./service-call-frame.ts";
import { type Trap, type TrapKind, TrapSignal } from "./trap.ts";

/** Guest steps between two looks at the clock: about a quarter of a millisecond of plain Ruby. */
const QUANTUM = 16_384;

/** What an instance must know of the invocation that it is working on. */
export class Activity {
  readonly invocation: Invocation;
  /** Whether the guest runs on a stack that can suspend. */
  readonly suspendable: boolean;
  readonly stdout: Capture;
  readonly stderr: Capture;
  /** When the phase began, on the clock of `now()`. */
  started = 0;
  /** When the phase must have ended, on the same clock. */
  deadline: number = Number.POSITIVE_INFINITY;
  /** Address from which memory growth counts. */
  base = 0;
  /** Highest address that was granted. */
  grownEnd = 0;
  /** Steps handed to the guest so far in this phase. */
  refilled = 0;
  /** JavaScript frames that stand between guest frames: while there is one, nothing may suspend. */
  plainFrames = 0;
  /** The Service call that the guest waits for. */
  top: ServiceCallFrame | undefined;
  /** When the event loop should get its turn, on the clock of `now()`. */
  sliceEnd = 0;
  /** Whether the guest did what must be done again for every invocation: called a Service, read a live source. */
  impure = false;
  /** Whether the guest has been left: whoever still holds a part of this invocation must not enter it again. */
  over = false;
  #trap: Trap | undefined;
  /** Waits that the deadline or the signal must end: one for each Service call and block that is suspended, innermost last. */
  readonly #waits = new Set<(error: TrapSignal) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onAbort: (() => void) | undefined;

  constructor(invocation: Invocation, suspendable: boolean) {
    this.invocation = invocation;
    this.suspendable = suspendable;
    this.stdout = new Capture(invocation.limits.stdout, invocation.onStdout);
    this.stderr = new Capture(invocation.limits.stderr, invocation.onStderr);
  }

  /** Starts a phase: time, growth and fuel count from here. */
  begin(base: number): void {
    this.started = now();
    this.deadline = this.started + (this.invocation.limits.timeout ?? Number.POSITIVE_INFINITY);
    this.base = base;
    this.grownEnd = base;
    this.refilled = 0;
  }

  get trap(): Trap | undefined {
    return this.#trap;
  }

  get canSuspend(): boolean {
    return this.suspendable && this.plainFrames === 0;
  }

  /** Ends the invocation; the first reason stays. Returns what the caller must throw into the guest. */
  end(trap: Trap): TrapSignal {
    this.#trap ??= trap;
    return new TrapSignal(this.#trap);
  }

  endWith(kind: TrapKind, message: string, cause?: unknown): TrapSignal {
    return this.end({ kind, message, cause });
  }

  /** The end of an invocation whose guest, or whose dispatch callback, threw `error`. */
  endFrom(error: unknown): TrapSignal {
    if (error instanceof TrapSignal) return this.end(error.trap);
    if (error instanceof RangeError)
      return this.endWith("engine", "the guest needs more stack than the engine has", error);
    return this.endWith("engine", "the guest broke down", error);
  }

  /** Throws when the invocation must not go on. */
  check(at: number = now()): void {
    if (this.#trap !== undefined) throw new TrapSignal(this.#trap);
    if (at >= this.deadline)
      throw this.endWith("timeout", `the invocation ran longer than ${this.invocation.limits.timeout} ms`);
    if (this.invocation.signal?.aborted === true) {
      throw this.endWith("aborted", "the invocation was aborted", this.invocation.signal.reason);
    }
  }

  /** The steps to hand out next; throws when the fuel is used up. */
  nextQuantum(): number {
    const limit = this.invocation.limits.fuel;
    if (limit === null) return QUANTUM;
    const left = limit - this.refilled;
    if (left <= 0) throw this.endWith("fuel", `the invocation needs more than ${limit} steps`);
    return Math.min(left, QUANTUM);
  }

  /** Settles with `promise`, or rejects as soon as the deadline passes or the signal fires. */
  interruptible<T>(promise: PromiseLike<T>): Promise<T> {
    this.#armTimer();
    this.#armSignal();
    return new Promise<T>((resolve, reject) => {
      this.#waits.add(reject);
      promise.then(
        (value) => {
          this.#waits.delete(reject);
          resolve(value);
        },
        (error: unknown) => {
          this.#waits.delete(reject);
          reject(this.endFrom(error));
        },
      );
    });
  }

  #armTimer(): void {
    if (this.#timer !== undefined || this.deadline === Number.POSITIVE_INFINITY) return;
    // One timer serves all Service calls of the invocation. Longer delays than 2^31-1 ms would fire at once.
    const delay = Math.min(Math.max(this.deadline - now(), 0), 0x7fffffff);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#interruptNow();
      // The timer may be one of the phase before, or have fired a little early.
      if (this.#waits.size > 0) this.#armTimer();
    }, Math.ceil(delay));
  }

  #armSignal(): void {
    const { signal } = this.invocation;
    if (signal === undefined || this.#onAbort !== undefined) return;
    this.#onAbort = (): void => this.#interruptNow();
    signal.addEventListener("abort", this.#onAbort, { once: true });
  }

  #interruptNow(): void {
    if (this.#waits.size === 0) return;
    try {
      this.check();
    } catch (error) {
      if (!(error instanceof TrapSignal)) throw error;
      const waits = [...this.#waits].reverse();
      this.#waits.clear();
      for (const interrupt of waits) interrupt(error);
    }
  }

  /** Lets go of timer and signal. */
  dispose(): void {
    clearTimeout(this.#timer);
    if (this.#onAbort !== undefined) this.invocation.signal?.removeEventListener("abort", this.#onAbort);
  }
}
