import { bless, readBaseline } from "../gate/baseline.ts";
import { GATE_SUITE, plantedSuite } from "../gate/gate-suite.ts";
import { type Comparison, failures, judge } from "../gate/judge.ts";
import { ratiosOf } from "../gate/ratios.ts";
import type { Plan } from "../method/rounds.ts";
import { runSuite } from "../method/run-suites.ts";
import type { SuiteResult } from "../method/suite-result.ts";
import { gateReport } from "../report/gate-report.ts";

type Progress = (text: string) => void;

const PLAN: Plan = { rounds: 5, milliseconds: 25, warmUp: 220 };

/** Fresh processes of one measurement, and how often more are added before a slower case is believed. */
const PROCESSES = 3;
const ATTEMPTS = 3;

/** What the positive control slows down. */
const CONTROL = "eval/nil";

async function measureMore(name: string, runs: SuiteResult[], progress: Progress): Promise<void> {
  for (let count = 0; count < PROCESSES; count++) runs.push(await runSuite(name, PLAN, progress));
  progress("");
}

/** Compares with the baseline; what looks slower is measured again before it is believed. */
async function compare(name: string, progress: Progress): Promise<Comparison[]> {
  const { ratios } = await readBaseline();
  const runs: SuiteResult[] = [];
  let comparisons: Comparison[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await measureMore(name, runs, progress);
    comparisons = judge(ratios, ratiosOf(runs));
    if (failures(comparisons).length === 0) break;
  }
  return comparisons;
}

/** Measures and fails when something guarded got slower. */
export async function gate(progress: Progress): Promise<boolean> {
  const comparisons = await compare(GATE_SUITE, progress);
  process.stdout.write(gateReport(comparisons));
  return comparisons.length > 0 && failures(comparisons).length === 0;
}

/** Measures with a slow-down planted in one case; passes when the gate catches exactly that. */
export async function gateControl(progress: Progress): Promise<boolean> {
  const comparisons = await compare(plantedSuite(CONTROL), progress);
  process.stdout.write(gateReport(comparisons));
  const caught = failures(comparisons).some(({ id }) => id === CONTROL);
  process.stdout.write(`${caught ? "✓ caught" : "✗ missed"} the slow-down that was planted in ${CONTROL}\n`);
  return caught;
}

/** Makes what is measured now the baseline. */
export async function blessNow(progress: Progress): Promise<void> {
  const runs: SuiteResult[] = [];
  for (let attempt = 0; attempt < 2; attempt++) await measureMore(GATE_SUITE, runs, progress);
  const [first] = runs;
  if (first === undefined) throw new Error("nothing was measured");
  process.stdout.write(`blessed in ${await bless(ratiosOf(runs), first.environment)}\n`);
}
