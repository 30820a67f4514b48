import type { CalledVersion } from "../store/called-versions.ts";
import type { CallResult } from "./call-function.ts";
import type { FunctionRequest } from "./rack-env.ts";

/** What runs stored functions. */
export interface FunctionRunner {
  /**
   * Runs a version once, until `signal` fires. How the function failed is in the result.
   *
   * @throws what keeps the function from being run at all
   */
  run(version: CalledVersion, request: FunctionRequest, signal: AbortSignal): Promise<CallResult>;
}
