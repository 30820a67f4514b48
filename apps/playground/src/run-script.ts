import { type Diagnostic, KobakoError, type Sandbox, type Usage } from "@kobako/host";

/** What the page shows of one run. */
export interface Outcome {
  readonly failed: boolean;
  /** The value as JSON, or what went wrong and where. */
  readonly text: string;
  readonly output: string;
  readonly usage: Usage;
}

/** A value that is shorter stands in one line. */
const MAX_LINE = 60;

/** Runs a script; what it ends in is never thrown. */
export async function runScript(sandbox: Sandbox, script: string): Promise<Outcome> {
  try {
    const { value, stdout, stderr, usage } = await sandbox.eval(script);
    return { failed: false, text: show(value), output: stdout + stderr, usage };
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    const { stdout, stderr, usage } = error.execution;
    const lines = [error.toString(), ...error.backtraceLines.map((line) => `  ${line}`)];
    return { failed: true, text: lines.join("\n"), output: stdout + stderr, usage };
  }
}

/** The first thing that keeps the script from running, in one line; empty when there is none. */
export function firstProblem(diagnostics: readonly Diagnostic[]): string {
  const problem = diagnostics.find(({ severity }) => severity === "error");
  return problem === undefined ? "" : `Line ${problem.line}, column ${problem.column}: ${problem.message}`;
}

export function describeUsage({ fuel, wallTime, memoryPeak, calls }: Usage): string {
  const parts = [
    `${fuel.toLocaleString("en")} fuel`,
    `${(wallTime * 1000).toFixed(1)} ms`,
    `${(memoryPeak / 1024).toFixed(0)} KiB memory`,
    `${calls} Service ${calls === 1 ? "call" : "calls"}`,
  ];
  return parts.join(" · ");
}

function show(value: unknown): string {
  const plain = (_key: string, one: unknown): unknown => {
    if (typeof one === "bigint") return `${one}n`;
    if (typeof one === "symbol") return `:${one.description}`;
    if (one instanceof Map) return Object.fromEntries(Array.from(one, ([key, item]) => [String(key), item]));
    return one;
  };
  const line = JSON.stringify(value, plain) ?? "null";
  return line.length <= MAX_LINE ? line : JSON.stringify(value, plain, 2);
}
