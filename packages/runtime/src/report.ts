import type { Trap } from "./trap.ts";

/** What one channel of the guest wrote. */
export interface Output {
  /** The bytes that were kept, at most the channel's cap. */
  readonly bytes: Uint8Array;
  /** Whether the guest wrote more than the cap. */
  readonly truncated: boolean;
}

/** What an invocation spent. */
export interface Usage {
  /** Seconds spent inside the guest export, Services included. */
  readonly wallTime: number;
  /** Bytes of guest memory growth that were accepted. */
  readonly memoryPeak: number;
  /** Guest steps. */
  readonly fuel: number;
}

/** How one invocation ended. Exactly one of `outcome` and `trap` is set. */
export interface Report {
  /** `setup` when a setup step failed and the entry was never reached. */
  readonly phase: "setup" | "entry";
  /** The index of the setup step that failed. */
  readonly step: number | undefined;
  /** A copy of the Outcome that the guest left, not yet read by anyone. */
  readonly outcome: Uint8Array | undefined;
  /** What ended the invocation early, if anything did. */
  readonly trap: Trap | undefined;
  /** What the guest wrote to standard output. */
  readonly stdout: Output;
  /** What the guest wrote to standard error. */
  readonly stderr: Output;
  /** What the invocation spent. */
  readonly usage: Usage;
  /** When the time of the invocation is over, on the clock of `performance.now()`: whoever reads the outcome should keep to it. */
  readonly deadline: number;
}
