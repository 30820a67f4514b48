import { KobakoError, type Execution } from "@kobako/host";
import { problem } from "@kobako/host/http";
import type { Response } from "express";
import type { CallResult } from "../call/call-function.ts";
import { ENTRYPOINT } from "../call/function-sandbox.ts";
import type { Fault } from "../call/function-check.ts";
import type { RackResponse } from "../call/rack-response.ts";

const FRAME = new RegExp(`^\\(snippet:${ENTRYPOINT}\\):(\\d+)`);

/** Answers a fault as a problem document; `diagnostics` and `line` tell an editor where. */
export function refuseFault(response: Response, fault: Fault): void {
  response.status(422).set("Content-Type", "application/problem+json");
  response.end(JSON.stringify(describeFault(fault)));
}

function describeFault(fault: Fault): Readonly<Record<string, unknown>> {
  const common = { status: 422 };
  if (fault.kind === "syntax") {
    const { diagnostics } = fault;
    const type = "urn:kobako:problem:does-not-compile";
    return { ...common, type, title: "The function does not compile", diagnostics };
  }
  if (fault.kind === "load") {
    const type = "urn:kobako:problem:does-not-load";
    return { ...common, type, ...describeError(fault.error), title: "The function does not load" };
  }
  const detail = `define ${ENTRYPOINT} = ->(env) { [200, {}, "…"] }, or a class or module ${ENTRYPOINT} with self.call(env)`;
  const type = "urn:kobako:problem:no-entrypoint";
  return { ...common, type, title: `The function defines no ${ENTRYPOINT} that can be called`, detail };
}

/** What became of a trial. */
export function describeTrial({ response, error, execution }: CallResult): Readonly<Record<string, unknown>> {
  const answered = response === undefined ? {} : { response: describeResponse(response) };
  const failed = error === undefined ? {} : { error: describeError(error) };
  return { ...answered, ...failed, ...describeOutput(execution) };
}

function describeOutput({ stdout, stderr, stdoutTruncated, stderrTruncated, usage }: Execution): object {
  return { stdout, stderr, stdoutTruncated, stderrTruncated, usage };
}

function describeResponse({ status, headers, body }: RackResponse): object {
  const text = typeof body === "string" ? body : Buffer.from(body).toString("utf8");
  return { status, headers, body: text, bytes: Buffer.byteLength(body) };
}

/** Class, message and backtrace as a problem tells them to the author, and the line of the source. */
function describeError(error: unknown): Readonly<Record<string, unknown>> {
  const told = problem(error, { exposeGuestErrors: true });
  if (told === undefined) throw error;
  const { title, status, detail, backtrace = [] } = told.body;
  const frame = backtrace.map((line) => FRAME.exec(line)?.[1]).find((line) => line !== undefined);
  const kind = error instanceof KobakoError ? (error.klass ?? error._tag) : title;
  return { class: kind, title, status, detail, backtrace, ...(frame === undefined ? {} : { line: Number(frame) }) };
}
