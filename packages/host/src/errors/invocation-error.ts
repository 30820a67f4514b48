import type { BytecodeError, HandleTableExhausted, SandboxError, UndefinedEntrypointError } from "./sandbox-error.ts";
import type { Disconnected, NoServiceError, ServiceArgumentError, ServiceError } from "./service-error.ts";
import type { PoolTimeoutError, SetupError } from "./setup-error.ts";
import type {
  AbortedError,
  BudgetExceededError,
  FuelExhaustedError,
  MemoryLimitError,
  TimeoutError,
  TrapError,
} from "./trap-error.ts";

/** Everything that an invocation can fail with, one type per `_tag`: the error channel of `@kobako/host/effect`. */
export type InvocationError =
  | TrapError<"TrapError">
  | TimeoutError
  | MemoryLimitError
  | AbortedError
  | FuelExhaustedError
  | BudgetExceededError
  | SandboxError<"SandboxError">
  | BytecodeError
  | HandleTableExhausted
  | UndefinedEntrypointError
  | ServiceError<"ServiceError">
  | NoServiceError
  | ServiceArgumentError
  | Disconnected
  | SetupError
  | PoolTimeoutError;
