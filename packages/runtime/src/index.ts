/** Guest instances: loading, images, limits, scheduling, output capture. Moves bytes; knows no Ruby value. */
export type { GuestSource } from "./guest-source.ts";
export type { Dispatch, Entry, Invocation, Profile, ServiceCall } from "./invocation.ts";
export type { Limits } from "./limits.ts";
export type { Output, Report, Usage } from "./report.ts";
export { Runtime, type RuntimeOptions } from "./runtime.ts";
export { RuntimeError, type RuntimeErrorCode } from "./runtime-error.ts";
export { BlockCallError } from "./service-call-frame.ts";
export { createSetup, EMPTY_SETUP, type Setup } from "./setup.ts";
export { type Trap, type TrapKind, TrapSignal } from "./trap.ts";
