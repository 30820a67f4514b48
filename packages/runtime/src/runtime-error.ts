/**
 * - `Setup`: the guest is missing, damaged, of another ABI version, or weaker than the requested profile.
 * - `PoolTimeout`: no instance came free within `queueTimeout`.
 * - `QueueFull`: `maxQueue` invocations wait for an instance already.
 * - `NoMemory`: the engine has no memory for another instance.
 */
export type RuntimeErrorCode = "Setup" | "PoolTimeout" | "QueueFull" | "NoMemory";

/** The runtime could not start an invocation. An invocation that started never ends in one: it ends in a `Report`. */
export class RuntimeError extends Error {
  /** Why no invocation could start. */
  readonly code: RuntimeErrorCode;

  constructor(code: RuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "RuntimeError";
    this.code = code;
  }
}
