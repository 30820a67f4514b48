import { loadSuite } from "../suites/registry.ts";
import { observeEnvironment } from "./environment.ts";
import { type Lane, measure, type Plan } from "./rounds.ts";
import { resultOf, type SuiteResult } from "./suite-result.ts";
import { SuiteWorker } from "./suite-worker.ts";

/** Measures one suite in a process of its own. */
export async function runSuite(name: string, plan: Plan, progress: (text: string) => void): Promise<SuiteResult> {
  const suite = await loadSuite(name);
  const environment = observeEnvironment();
  using worker = new SuiteWorker(suite);
  const lanes = suite.cases.map((one): Lane => ({ worker, one }));
  const results = await measure(lanes, plan, progress);
  return resultOf(suite, results, environment());
}
