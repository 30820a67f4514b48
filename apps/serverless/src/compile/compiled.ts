import type { Diagnostic } from "@kobako/host";

/** What the thread is asked for. */
export interface CompileRequest {
  readonly source: string;
  /** The file name in backtraces. */
  readonly name: string;
}

/** What became of a source. Neither an error nor bytecode: it takes too long to compile. */
export interface Compiled {
  readonly diagnostics: readonly Diagnostic[];
  readonly bytecode?: Uint8Array;
}
