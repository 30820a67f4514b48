import { Sandbox } from "@kobako/host";
import { KeyValues, type Pairs } from "../services/key-values.ts";

/** What one call may use. */
export interface CallLimits {
  /** Milliseconds. */
  readonly timeout: number;
  /** Bytes. */
  readonly memory: number;
  /** Bytes of a body, in and out. */
  readonly body: number;
}

/** The name of the constant that is called, and of the Snippet that defines it. */
export const ENTRYPOINT = "App";

/** Bytes of a function's source. */
export const MAX_SOURCE = 131_072;

const MAX_OUTPUT = 16_384;
const QUEUE_MS = 2_000;

/** The Sandbox of one version of a function. */
export function functionSandbox(bytecode: Uint8Array, pairs: Pairs, { timeout, memory }: CallLimits): Sandbox {
  return new Sandbox({
    timeout,
    memoryLimit: memory,
    stdoutLimit: MAX_OUTPUT,
    stderrLimit: MAX_OUTPUT,
    maxCalls: 1_000,
    maxHandles: 1_000,
    queueTimeout: QUEUE_MS,
  })
    .bind("KV", new KeyValues(pairs))
    .preload({ binary: bytecode });
}
