/**
 * apps/serverless with another runner, as a program of its own: the same HTTP server, Express route, authentication, limits,
 * lookup, environment, check of the answer, log and usage; the functions alone are run by something else. Its first argument
 * says by what, the others are the application's.
 */
import { type FunctionRunner, readCommandLine, readRackResponse, serve } from "@kobako/app-serverless";
import { isolatedVmRunner } from "./isolated-vm-runner.ts";

/** What all runners pay besides running something: the answer is there already. */
const nothing: FunctionRunner = {
  run({ name }, { path }) {
    const answer = [200, { "content-type": "text/plain; charset=utf-8" }, `Hello, ${path.slice(1)}!\n`];
    const usage = { wallTime: 0, memoryPeak: 0, fuel: 0, calls: 0, handles: 0 };
    const execution = { stdout: `${name} ${path}\n`, stderr: "", usage };
    return Promise.resolve({ response: readRackResponse(answer, 1_048_576), execution });
  },
};

const [mode, ...args] = process.argv.slice(2);
const runner =
  mode === "nothing" ? nothing : await isolatedVmRunner(mode === "synchronous" ? "synchronous" : "asynchronous");
await serve(readCommandLine(args, process.env), () => runner);
