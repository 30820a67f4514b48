import { TrapSignal } from "@kobako/runtime";
import type { FailureData, KobakoError } from "../errors/kobako-error.ts";

/** Makes the error that an invocation ends in, once its output and usage are known. */
export type MakeError = (data: FailureData) => KobakoError;

/** What the host throws while it answers a Request to end the whole invocation; scripts cannot rescue it. */
export function endSignal(message: string, make: MakeError): TrapSignal {
  return new TrapSignal({ kind: "budget", message, data: make });
}

/** The maker inside a trap that `endSignal` caused. */
export function makerOf(data: unknown): MakeError | undefined {
  return typeof data === "function" ? (data as MakeError) : undefined;
}
