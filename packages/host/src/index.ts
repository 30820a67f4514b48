/** Run untrusted Ruby inside a JavaScript process: see `Sandbox`. */
export { Float } from "@kobako/codec";
export { display } from "./errors/display.ts";
export { ArgumentError } from "./errors/argument-error.ts";
export type { InvocationError } from "./errors/invocation-error.ts";
export { type Category, KobakoError } from "./errors/kobako-error.ts";
export {
  BytecodeError,
  HandleTableExhausted,
  SandboxError,
  type SandboxTag,
  UndefinedEntrypointError,
} from "./errors/sandbox-error.ts";
export {
  Disconnected,
  NoServiceError,
  ServiceArgumentError,
  ServiceError,
  type ServiceTag,
} from "./errors/service-error.ts";
export { PoolTimeoutError, SetupError } from "./errors/setup-error.ts";
export {
  AbortedError,
  type BudgetAxis,
  BudgetExceededError,
  FuelExhaustedError,
  MemoryLimitError,
  TimeoutError,
  TrapError,
  type TrapTag,
} from "./errors/trap-error.ts";
export { type Block, BlockError } from "./invocation/block.ts";
export { type CurrentInvocation, currentInvocation } from "./invocation/current-invocation.ts";
export { Execution } from "./invocation/execution.ts";
export type { ServiceTrace } from "./invocation/tracing.ts";
export { Usage } from "./invocation/usage.ts";
export type { CompileOptions } from "./sandbox/compiler.ts";
export type { Diagnostic } from "./errors/diagnostic.ts";
export type { DurationInput } from "./sandbox/duration.ts";
export type { Extension, ExtensionBackend } from "./sandbox/extension.ts";
export type { InvocationOptions, RunOptions } from "./sandbox/invocation-options.ts";
export type { InvocationTrace } from "./sandbox/invocation-trace.ts";
export { Sandbox } from "./sandbox/sandbox.ts";
export type { Profile, SandboxOptions, SandboxSettings } from "./sandbox/sandbox-options.ts";
export type { BytecodeSnippet, SourceSnippet } from "./sandbox/snippet-table.ts";
export type { AnyEntrypoints, EntrypointMap, EvalArguments, RunArguments, ServiceMap } from "./sandbox/types.ts";
export type { Namespace } from "./services/namespace.ts";
export { respondToGuest } from "./services/respond-to-guest.ts";
export { member, type MemberSpec, type Service, service, type TypedMember } from "./services/service.ts";
export type { StandardSchema } from "./services/standard-schema.ts";
