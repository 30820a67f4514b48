/** The application with another runner in place of Sandboxes, as `benchmarks` compares it. */
export type { FunctionRunner, RunResult } from "./call/function-runner.ts";
export { type FunctionRequest, rackEnv } from "./call/rack-env.ts";
export { readRackResponse } from "./call/rack-response.ts";
export { readCommandLine } from "./command-line.ts";
export { serve } from "./serve.ts";
