/**
 * One fuzzer for some minutes: `pnpm fuzz script --minutes 60 --seed 1`. Prints counts as it goes; on a finding, the seed and the
 * shortest input that still fails, and exits with 1.
 */
import { parseArgs } from "node:util";
import { concurrencyFuzzer } from "./concurrency-fuzzer.ts";
import { type Fuzzer, runFuzzer, type Tally } from "./fuzzer.ts";
import { scriptFuzzer } from "./script-fuzzer.ts";
import { serviceFuzzer } from "./service-fuzzer.ts";

const FUZZERS: readonly Fuzzer[] = [scriptFuzzer, serviceFuzzer, concurrencyFuzzer];
const PROGRESS = 10_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: "string", default: "1" }, seed: { type: "string", default: "1" } },
});
const fuzzer = FUZZERS.find(({ name }) => name === positionals[0]);
if (fuzzer === undefined) throw new Error(`name one of ${FUZZERS.map(({ name }) => name).join(", ")}`);
const started = performance.now();
const most = Number(values.minutes) * 60_000;
let shown = started;

function tell(done: number, tally: Tally): void {
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  const resident = (process.memoryUsage.rss() / 2 ** 20).toFixed(0);
  const counts = [...tally].map(([ending, count]) => `${ending} ${count}`).join(", ");
  console.log(`${fuzzer?.name}: ${done} inputs from seed ${values.seed} in ${seconds} s (${resident} MiB): ${counts}`);
}

let count = 0;
try {
  const tally = await runFuzzer(fuzzer, Number(values.seed), (done, soFar) => {
    count = done;
    const now = performance.now();
    if (now - shown >= PROGRESS) {
      shown = now;
      tell(done, soFar);
    }
    return now - started < most;
  });
  tell(count, tally);
  if (count === 0) throw new Error("no input was tried");
  console.log("no finding");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// A Service of a finding may hold a timer.
process.exit();
