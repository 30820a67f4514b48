/**
 * - `Setup`: the guest is missing, damaged, of another ABI version, or weaker than the requested profile.
 * - `PoolTimeout`: no instance came free within `queueTimeout`.
 * - `Busy`: a synchronous invocation found every instance taken; it cannot wait.
 */
export type RuntimeErrorCode = "Setup" | "PoolTimeout" | "Busy";

/** The runtime could not start an invocation. An invocation that started never ends in one: it ends in a `Report`. */
export class RuntimeError extends Error {
  readonly code: RuntimeErrorCode;

  constructor(code: RuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "RuntimeError";
    this.code = code;
  }
}
