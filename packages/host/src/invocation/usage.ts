/** What one invocation used, on every outcome. */
export interface Usage {
  /** Seconds spent inside the guest export, Services included. */
  readonly wallTime: number;
  /** Bytes of guest memory growth that were accepted. */
  readonly memoryPeak: number;
  /** Guest steps; the same for the same script on every machine. */
  readonly fuel: number;
  /** Service calls that the script made. */
  readonly calls: number;
  /** Handles that were issued. */
  readonly handles: number;
}

/** `Usage.EMPTY` is what a Sandbox reports before its first invocation. */
export const Usage: { readonly EMPTY: Usage } = Object.freeze({
  EMPTY: Object.freeze({ wallTime: 0, memoryPeak: 0, fuel: 0, calls: 0, handles: 0 }),
});
