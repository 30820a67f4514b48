import { deepStrictEqual } from "node:assert/strict";
import { type Execution, Sandbox, type SandboxOptions } from "@kobako/host";
import type { TimedWork } from "../method/case.ts";

/** A Sandbox whose guest is loaded already: nothing of a case is the loading. */
export function warmSandbox(options?: SandboxOptions): Promise<Sandbox> {
  return new Sandbox(options).warm();
}

/** Checks an Execution's value. */
export function expectValue(expected: unknown): (result: unknown) => void {
  return (result) => deepStrictEqual((result as Execution).value, expected);
}

/** `await sandbox.eval(source)`, again and again. */
export function evalWork(sandbox: Sandbox, source: string, expected: unknown, operations = 1): TimedWork {
  return { run: () => sandbox.eval(source), operations, check: expectValue(expected) };
}

/** `sandbox.evalSync(source)`, again and again. */
export function evalSyncWork(sandbox: Sandbox, source: string, expected: unknown, operations = 1): TimedWork {
  return { run: () => sandbox.evalSync(source), operations, check: expectValue(expected) };
}

/** Ruby that does `step` `times` times, as plainly as it can. */
export function repeat(step: string, times: number): string {
  return `i = 0\nwhile i < ${times}\n  ${step}\n  i += 1\nend\ni`;
}

/** Lets the event loop take a turn: the idle moment that a server has between two requests. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
