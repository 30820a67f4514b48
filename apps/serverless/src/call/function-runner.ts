import type { Execution } from "@kobako/host";
import type { CalledVersion } from "../store/called-versions.ts";
import type { FunctionRequest } from "./rack-env.ts";
import type { RackResponse } from "./rack-response.ts";

/** How a run ended: in a response or in an error, and what the log keeps of it in any case. */
export interface RunResult {
  readonly response?: RackResponse;
  readonly error?: unknown;
  readonly execution: Pick<Execution, "stdout" | "stderr" | "usage">;
}

/** What runs stored functions. */
export interface FunctionRunner {
  /**
   * Runs a version once, until `signal` fires. How the function failed is in the result.
   *
   * @throws what keeps the function from being run at all
   */
  run(version: CalledVersion, request: FunctionRequest, signal: AbortSignal): Promise<RunResult>;
}
