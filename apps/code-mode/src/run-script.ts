import { KobakoError, type Sandbox } from "@kobako/host";

/** A model reads this much of an answer; more would only crowd out its task. */
const MAX_ANSWER = 4_000;

/** What the model gets back for its script: the value and the output, or what is wrong, in words to repair from. */
export async function runScript(sandbox: Sandbox, script: string): Promise<string> {
  const problems = sandbox.check(script);
  if (problems.length > 0) {
    return problems
      .map(({ line, column, message, excerpt }) => `line ${line}:${column}: ${message}\n${excerpt}`)
      .join("\n");
  }
  try {
    const { value, stdout } = await sandbox.eval(script);
    const answer = `result: ${JSON.stringify(value, plain)}`;
    return clip(stdout === "" ? answer : `${answer}\noutput:\n${stdout}`);
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    return clip([`${error._tag}: ${error.message}`, ...error.backtraceLines].join("\n  "));
  }
}

/** JSON has no Integers beyond 2**53, and no Symbols. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" || typeof value === "symbol" ? String(value) : value;
}

function clip(text: string): string {
  return text.length <= MAX_ANSWER
    ? text
    : `${text.slice(0, MAX_ANSWER)}\n… ${text.length - MAX_ANSWER} more characters`;
}
