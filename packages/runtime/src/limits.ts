/** The caps of one invocation. `null` means no cap. A cap that is hit ends the invocation with a `Trap` of its own kind. */
export interface Limits {
  /** Wall clock in milliseconds from entry, Service time included. */
  readonly timeout: number | null;
  /** Bytes by which the invocation may grow guest memory past its starting point. */
  readonly memory: number | null;
  /** Guest steps. The same script spends the same number on every machine. */
  readonly fuel: number | null;
  /** Bytes kept of standard output; what exceeds them is dropped and flagged, never an error. */
  readonly stdout: number | null;
  /** Bytes kept of standard error. */
  readonly stderr: number | null;
}
