import { observeEnvironment } from "../method/environment.ts";
import { type Lane, measure, type Plan } from "../method/rounds.ts";
import { resultOf, type SuiteResult } from "../method/suite-result.ts";
import { SuiteWorker } from "../method/suite-worker.ts";
import { peerSuite } from "./peer-suite.ts";
import { installPeers } from "./peers-folder.ts";
import { peers } from "./registry.ts";

/** Measures all peers in turns, each in a process of its own. */
export async function runPeers(plan: Plan, progress: (text: string) => void): Promise<SuiteResult[]> {
  await installPeers(progress);
  const environment = observeEnvironment();
  using workers = new DisposableStack();
  const suites = peers.map(peerSuite);
  const lanes = suites.flatMap((suite) => {
    const worker = workers.use(new SuiteWorker(suite));
    return suite.cases.map((one): Lane => ({ worker, one }));
  });
  const results = await measure(inTurns(lanes, suites.length), plan, progress);
  const observed = environment();
  return suites.map((suite) => resultOf(suite, results, observed));
}

/** The first case of every peer, then the second of every peer: what is compared is measured side by side. */
function inTurns(lanes: readonly Lane[], suites: number): Lane[] {
  const perSuite = lanes.length / suites;
  return lanes.map((_, index) => lanes[(index % suites) * perSuite + Math.floor(index / suites)]).filter(isLane);
}

function isLane(lane: Lane | undefined): lane is Lane {
  return lane !== undefined;
}
