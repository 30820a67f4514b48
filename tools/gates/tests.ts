import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/** Runs the tests of all packages, showing what vitest shows, and counts them. */
export async function runTests(root: string): Promise<TestCount> {
  const reportFile = join(root, ".cache", "gates", "vitest.json");
  await mkdir(dirname(reportFile), { recursive: true });
  await rm(reportFile, { force: true });
  const vitest = join(root, "node_modules", ".bin", "vitest");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const code = await new Promise<number>((resolve, reject) => {
    const child = spawn(vitest, ["run", "--config", "tools/config/vitest.config.ts", ...reporters], {
      cwd: root,
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("close", (exitCode) => resolve(exitCode ?? 1));
  });
  const report: VitestReport | undefined = await readFile(reportFile, "utf8").then(JSON.parse, () => undefined);
  return countTests(report, code);
}

/**
 * A file that fails before its first test, an unhandled error, or no report at all counts as one failure, so that the count
 * never looks better than the run was.
 */
export function countTests(report: VitestReport | undefined, exitCode: number): TestCount {
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const broken = report?.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = (report?.numFailedTests ?? 0) + (broken?.length ?? 0);
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : 0;
  return { passed, failed: failed + unexplained, skipped };
}

/** The line that closes `npm test`; continuous integration reads it. */
export function closingLine({ passed, failed, skipped }: TestCount): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
