import { isDeepStrictEqual } from "node:util";
import { KobakoError, Sandbox, SandboxError } from "@kobako/host";
import type { Exercise, HiddenCase } from "./exercise.ts";

interface CaseResult {
  readonly name: string;
  readonly points: number;
  readonly passed: boolean;
  /** For the student. It never contains what was expected. */
  readonly remark: string;
  /** Guest steps: the same on every machine, so that a solution's cost can be compared. */
  readonly fuel: number;
}

export interface Grade {
  readonly points: number;
  readonly possible: number;
  readonly results: readonly CaseResult[];
}

/** A case may cost this many steps: an honest solution of the largest case needs a tenth of it. */
const FUEL = 50_000_000;

/**
 * Runs a submission against the hidden cases. Each case is an invocation of its own: a submission that breaks something,
 * loops, or remembers what it saw, does so for that case only. The cases themselves never enter the guest: the student's
 * method gets the arguments and nothing else, and its answer is compared out here.
 */
export async function grade(submission: string, exercise: Exercise): Promise<Grade> {
  const sandbox = new Sandbox({ timeout: "2 seconds", memoryLimit: 16 * 2 ** 20, fuel: FUEL });
  const entry = `Answer = ->(*args) { Object.new.__send__(:${exercise.method}, *args) }`;
  try {
    sandbox.preload({ name: "Submission", code: submission }).preload({ name: "Answer", code: entry });
  } catch (error) {
    return failed(exercise, error);
  }
  const results: CaseResult[] = [];
  for (const one of exercise.cases) results.push(await gradeCase(sandbox, one));
  return total(results);
}

async function gradeCase(sandbox: Sandbox, { name, args, expected, points }: HiddenCase): Promise<CaseResult> {
  try {
    const { value, usage } = await sandbox.run("Answer", [...args]);
    const passed = isDeepStrictEqual(value, expected);
    return { name, points, passed, remark: passed ? "passed" : "another answer was expected", fuel: usage.fuel };
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    return { name, points, passed: false, remark: remarkOf(error), fuel: error.execution.usage.fuel };
  }
}

function remarkOf(error: KobakoError): string {
  if (!(error instanceof SandboxError)) return error.message;
  const place = error.backtraceLines.find((line) => line.startsWith("(snippet:Submission)"));
  return [`${error.klass ?? "Error"}: ${error.message}`, ...(place === undefined ? [] : [`at ${place}`])].join(" ");
}

/** A submission that does not compile fails every case, for one reason. */
function failed(exercise: Exercise, error: unknown): Grade {
  if (!(error instanceof SandboxError)) throw error;
  return total(
    exercise.cases.map(({ name, points }) => ({ name, points, passed: false, remark: error.message, fuel: 0 })),
  );
}

function total(results: readonly CaseResult[]): Grade {
  const sum = (list: readonly CaseResult[]): number => list.reduce((points, result) => points + result.points, 0);
  return { points: sum(results.filter(({ passed }) => passed)), possible: sum(results), results };
}
