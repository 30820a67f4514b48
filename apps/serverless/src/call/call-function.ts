import { Execution, KobakoError, type Sandbox } from "@kobako/host";
import type { RunResult } from "./function-runner.ts";
import { readRackResponse } from "./rack-response.ts";
import { type FunctionRequest, rackEnv } from "./rack-env.ts";
import { ENTRYPOINT } from "./function-sandbox.ts";

/** How a call ended in a Sandbox. */
export interface CallResult extends RunResult {
  readonly execution: Execution;
}

/** Runs a function once. Rejects never. */
export async function callFunction(
  sandbox: Sandbox,
  request: FunctionRequest,
  options: { readonly signal: AbortSignal; readonly maxBody: number },
): Promise<CallResult> {
  let execution = Execution.EMPTY;
  try {
    execution = await sandbox.run(ENTRYPOINT, [rackEnv(request)], { signal: options.signal });
    return { response: readRackResponse(execution.value, options.maxBody), execution };
  } catch (error) {
    return { error, execution: error instanceof KobakoError ? error.execution : execution };
  }
}
