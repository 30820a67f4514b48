import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type AttackRow, splitReference } from "./rows.ts";
import type { RowResult } from "./document.ts";

interface FileReport {
  readonly name: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

/** Runs the test files that the rows name, once, and counts the cases of each row. */
export async function runRows(root: string, rows: readonly AttackRow[]): Promise<ReadonlyMap<number, RowResult>> {
  const files = new Set(rows.flatMap(({ tests }) => tests.map((test) => splitReference(test)[0])));
  const reports = await runFiles(root, [...files]);
  return new Map(rows.map((row) => [row.row, count(row, reports)]));
}

async function runFiles(root: string, files: readonly string[]): Promise<ReadonlyMap<string, FileReport>> {
  const folder = await mkdtemp(join(tmpdir(), "kobako-attacks-"));
  const output = join(folder, "report.json");
  const args = ["run", "--config", "tools/config/vitest.config.ts", "--reporter=json", `--outputFile.json=${output}`];
  try {
    // A failing test fails the run; which one it was stands in the report.
    await new Promise<void>((resolve) => {
      execFile(join(root, "node_modules/.bin/vitest"), [...args, ...files], { cwd: root, maxBuffer: 1 << 28 }, () =>
        resolve(),
      );
    });
    const { testResults } = JSON.parse(await readFile(output, "utf8")) as { testResults: readonly FileReport[] };
    return new Map(testResults.map((report) => [relative(root, report.name), report]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function count({ tests }: AttackRow, reports: ReadonlyMap<string, FileReport>): RowResult {
  const statuses = new Map<string, string>();
  for (const reference of tests) {
    const [file, title] = splitReference(reference);
    for (const { fullName, status } of reports.get(file)?.assertionResults ?? []) {
      if (matches(fullName, title)) statuses.set(`${file} ${fullName}`, status);
    }
  }
  const all = [...statuses.values()].filter((status) => status === "passed" || status === "failed");
  return { cases: all.length, failed: all.filter((status) => status === "failed").length };
}

/** Whether a full name has the title in it; `%s` in a title stands for whatever a case is called. */
function matches(fullName: string, title: string): boolean {
  let from = 0;
  for (const part of title.split(/%[a-z]/)) {
    const at = fullName.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}
