import { Sandbox, SandboxError } from "../../src/index.ts";
import type { Execution } from "../../src/index.ts";
import { condense, type Expected, type Program, showing } from "./programs.ts";

const options = { timeout: 10_000, memoryLimit: 64 * 1024 * 1024 };

/** Runs a program in a Sandbox and says what it showed, in the form of the committed data. */
export function runProgram(sandbox: Sandbox, { source }: Program): Expected {
  try {
    return ended(sandbox.evalSync(showing(source)));
  } catch (error) {
    return failed(error);
  }
}

/** The same with `eval`, which may pause between slices. */
export async function runProgramAsync(sandbox: Sandbox, { source }: Program): Promise<Expected> {
  try {
    return ended(await sandbox.eval(showing(source)));
  } catch (error) {
    return failed(error);
  }
}

/** A Sandbox for programs: nothing is bound, nothing is preloaded. */
export function programSandbox(): Sandbox {
  return new Sandbox(options);
}

function ended({ stdout, stderr, value }: Execution): Expected {
  return condense({ stdout, stderr, value: String(value) });
}

function failed(error: unknown): Expected {
  if (!(error instanceof SandboxError)) throw error;
  const { stdout, stderr } = error.execution;
  return condense({ stdout, stderr, raised: `${error.klass}: ${error.message}` });
}
