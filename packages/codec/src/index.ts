/**
 * kobako's wire (SPEC §4 and §8): bytes ⇄ values, and the envelopes that carry them between host and guest.
 *
 * Encoders return a view into a reused buffer, valid until the next encode on the same thread; decoders return values that
 * share nothing with their input. Nothing here reads guest memory, knows a Service, or keeps a Handle.
 */
export { CodecError, type CodecErrorCode, type CodecErrorPlace } from "./codec-error.ts";
export { type Compile, encodeCompile } from "./compile.ts";
export type { Fault, FaultType } from "./fault.ts";
export { Float } from "./float.ts";
export { Handle } from "./handle.ts";
export { decodeInvocation, encodeInvocation, type Invocation } from "./invocation.ts";
export { decodeOutcome, encodeOutcome, type Outcome } from "./outcome.ts";
export type { Panic } from "./panic.ts";
export type { DecodeOptions, References, SymbolAllowance } from "./references.ts";
export { decodeRequest, encodeRequest, type Request } from "./request.ts";
export { decodeResponse, encodeFault, encodeResponse, type Response } from "./response.ts";
export { encodeSetup, type SetupStep } from "./setup.ts";
export { decodeValue, encodeValue } from "./value.ts";
export {
  EXT_FAULT,
  EXT_HANDLE,
  EXT_SYMBOL,
  MAX_DEPTH,
  MAX_HANDLE_ID,
  MAX_MESSAGE_BYTES,
  MAX_MESSAGE_OBJECTS,
  OUTCOME_PANIC,
  OUTCOME_VALUE,
  RESPONSE_FAULT,
  RESPONSE_OK,
  YIELD_BREAK,
  YIELD_ERROR,
  YIELD_VALUE,
} from "./wire.ts";
export { decodeBlockCall, decodeYield, encodeBlockCall, encodeYield, type Yield } from "./yield.ts";
