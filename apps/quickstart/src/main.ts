import { isDeepStrictEqual } from "node:util";
import { Heartbeat } from "./heartbeat.ts";
import { createOrderSandbox } from "./order-sandbox.ts";
import { loadOrders } from "./orders/load-orders.ts";
import { printRemark, printSummary, sumBeats } from "./report/closing.ts";
import { printOpening } from "./report/opening.ts";
import { printSection } from "./report/section.ts";
import { count } from "./report/quantities.ts";
import { Terminal } from "./report/terminal.ts";
import { LogSink } from "./services/log-sink.ts";
import { OrderStore } from "./services/order-store.ts";
import { repeated, tour } from "./tour.ts";
import { endingOf, type Visit, visit } from "./visit.ts";

/** A person notices more than this. Only a busy machine gets there: guests yield every 5 ms. */
const NOTICEABLE_LAG_MS = 50;

// A reader that has seen enough (`npm start | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

const orders = loadOrders();
const log = new LogSink();
const sandbox = createOrderSandbox(new OrderStore(orders), log);
const terminal = new Terminal(process.stdout);
using heartbeat = new Heartbeat();

printOpening(terminal, orders);
// Loads the guest and the Snippets once, so that what is wrong with them shows before the first script does.
await sandbox.seal();
const visits: Visit[] = [];
for (const step of tour) {
  const visited = await visit(step, sandbox, log, heartbeat);
  visits.push(visited);
  printSection(terminal, visited);
}
printSummary(terminal, visits);

const [first] = visits;
const again = await visit(repeated, sandbox, log, heartbeat);
const same = isRepetition(again, first);
printRemark(
  terminal,
  same,
  `${repeated.title} once more: ${same ? "the same" : "not the same"} value, output and fuel.`,
);

const { ticks, worstLag } = sumBeats(visits);
const sentence = `This process's own 1 ms timer ticked ${count(ticks)} times meanwhile, at most ${worstLag.toFixed(1)} ms late.`;
printRemark(terminal, worstLag < NOTICEABLE_LAG_MS, sentence);

const unexpected = visits.filter((visited) => endingOf(visited) !== visited.step.ending);
for (const visited of unexpected) {
  const { title, ending } = visited.step;
  printRemark(terminal, false, `${title} was to end in ${ending}, not in ${endingOf(visited)}.`);
}
if (unexpected.length > 0 || !same) process.exitCode = 1;

function isRepetition(second: Visit, original: Visit | undefined): boolean {
  return (
    original !== undefined &&
    second.error === undefined &&
    isDeepStrictEqual(second.execution.value, original.execution.value) &&
    second.execution.stdout === original.execution.stdout &&
    second.execution.usage.fuel === original.execution.usage.fuel
  );
}
