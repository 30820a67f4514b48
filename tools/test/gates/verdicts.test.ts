import { describe, expect, test } from "vitest";
import { judge } from "../../gates/gate.ts";
import { closingLine, countTests, type VitestReport } from "../../gates/tests.ts";

describe("a gate", () => {
  test("passes when it looked at something and found nothing", () => {
    expect(judge({ inspected: 3, unit: "files", problems: [] })).toMatchObject({ passed: true, summary: "3 files" });
  });

  test("fails when it looked at nothing", () => {
    const { passed, problems } = judge({ inspected: 0, unit: "files", problems: [] });
    expect(passed).toBe(false);
    expect(problems).toEqual(["inspected no files: a check of nothing has not passed"]);
  });
});

describe("the closing line", () => {
  const report = (changes: Partial<VitestReport>): VitestReport => ({
    success: true,
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [],
    ...changes,
  });

  test.each([
    ["what vitest counted", report({}), 0, "5 passed, 0 failed, 1 skipped"],
    ["failed tests", report({ numFailedTests: 2 }), 1, "5 passed, 2 failed, 1 skipped"],
    ["a to-do as skipped", report({ numTodoTests: 1 }), 0, "5 passed, 0 failed, 2 skipped"],
    [
      "a file that failed before its first test",
      report({ testResults: [{ status: "failed", assertionResults: [] }] }),
      1,
      "5 passed, 1 failed, 1 skipped",
    ],
    ["an unhandled error", report({}), 1, "5 passed, 1 failed, 1 skipped"],
    ["a run without a report", undefined, 1, "0 passed, 1 failed, 0 skipped"],
    ["a run without a test", report({ numPassedTests: 0 }), 0, "0 passed, 1 failed, 1 skipped"],
  ])("tells %s", (_what, vitestReport, exitCode, expected) => {
    expect(closingLine(countTests(vitestReport, exitCode))).toBe(expected);
  });
});
