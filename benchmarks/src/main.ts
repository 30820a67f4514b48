// `pnpm bench`: see USAGE.
import { parseArgs } from "node:util";
import { blessNow, gate, gateControl } from "./command/gate.ts";
import { progressLine } from "./command/progress-line.ts";
import { profileCase } from "./command/profile.ts";
import { publish } from "./command/publish.ts";
import { keepResult } from "./command/result-store.ts";
import { compareHello } from "./http/hello-comparison.ts";
import { loadWithHostiles } from "./http/hostile-load.ts";
import { QUICK, THOROUGH } from "./method/plan.ts";
import { runSuite } from "./method/run-suites.ts";
import type { SuiteResult } from "./method/suite-result.ts";
import { installPeers } from "./peers/peers-folder.ts";
import { runPeers } from "./peers/run-peers.ts";
import { terminalReport } from "./report/terminal-report.ts";
import { FOUNDATION, suiteNames } from "./suites/registry.ts";

const USAGE = `Measures kobako. Results are kept as JSON in benchmarks/.cache/results.

pnpm bench [suite…]            all suites, or some: ${suiteNames.join(", ")}
pnpm bench foundation          the figures that the foundation must show: ${FOUNDATION.join(", ")}
pnpm bench --peers             the same work on other engines, which are installed for this
pnpm bench --publish           all suites and peers, then RESULTS.md, its charts and README's table
pnpm bench report              RESULTS.md, charts and README's table from the results that are kept
pnpm bench --gate              compares ratios with baseline.json; fails when something got slower
pnpm bench --gate --control    plants a slow-down; fails when the gate does not catch it
pnpm bench --bless             makes what is measured now the baseline
pnpm bench http                hello of apps/serverless beside the same route on isolated-vm, under load on loopback
pnpm bench http hostile        100 000 requests to apps/serverless, one in a hundred hostile
pnpm bench profile suite/case  a CPU profile and a flame graph, in benchmarks/.cache/profiles
  --quick                      few short rounds: a look, not a measurement
`;

const OPTIONS = {
  peers: { type: "boolean", default: false },
  publish: { type: "boolean", default: false },
  gate: { type: "boolean", default: false },
  control: { type: "boolean", default: false },
  bless: { type: "boolean", default: false },
  quick: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

async function writeReport(): Promise<void> {
  process.stdout.write(`wrote ${(await publish()).join(", ")}\n`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  if (positionals[0] === "report") {
    await writeReport();
    return;
  }
  if (positionals[0] === "profile") {
    await profileCase(positionals[1] ?? "");
    return;
  }
  const progress = progressLine();
  if (positionals[0] === "http") {
    await installPeers(progress);
    const run = positionals[1] === "hostile" ? loadWithHostiles : compareHello;
    process.stdout.write(`${await run(values.quick, progress)}\n`);
    return;
  }
  if (values.bless) {
    await blessNow(progress);
    return;
  }
  if (values.gate) {
    if (!(await (values.control ? gateControl : gate)(progress))) process.exitCode = 1;
    return;
  }
  const plan = values.quick ? QUICK : THOROUGH;
  const show = async (result: SuiteResult): Promise<void> => {
    progress("");
    process.stdout.write(`${terminalReport(result)}\n`);
    await keepResult(result);
  };
  const named = positionals.flatMap((name) => (name === "foundation" ? FOUNDATION : [name]));
  if (!values.peers || named.length > 0) {
    for (const name of named.length === 0 ? suiteNames : named) await show(await runSuite(name, plan, progress));
  }
  if (values.peers || values.publish) {
    for (const result of await runPeers(plan, progress)) await show(result);
  }
  if (values.publish) await writeReport();
}

await main();
