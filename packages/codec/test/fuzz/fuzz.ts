/**
 * Mutation fuzzing of every decoder: 1,000,000 inputs unless told otherwise. Prints counts; exits 1 when anything but a
 * typed error came out or memory grew past its bound.
 *
 *     node --expose-gc packages/codec/test/fuzz/fuzz.ts [inputs] [seed]
 */
import { corpus } from "./corpus.ts";
import { runInputs } from "./run-inputs.ts";

/** Most memory that 500 messages of at most 4 KiB may add before garbage is collected: 64 MiB. */
const MOST_GROWTH = 64 * 1024 * 1024;

const [, , inputs = "1000000", seed = "1"] = process.argv;

function used(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

console.log(`fuzz: ${corpus.length} messages in the corpus, seed ${seed}`);
const start = performance.now();
const rss = process.memoryUsage().rss;
const tally = runInputs(corpus, Number(inputs), Number(seed), used);
const seconds = (performance.now() - start) / 1000;
const refusedInAll = Object.values(tally.refused).reduce((sum, count) => sum + count, 0);
const codes = Object.entries(tally.refused).map(([code, count]) => `${code} ${count}`);
const mib = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
console.log(`fuzz: ${tally.inputs} inputs, ${mib(tally.bytes)} MiB, in ${seconds.toFixed(1)} s`);
console.log(`fuzz: ${tally.accepted} accepted, ${refusedInAll} refused (${codes.join(", ")}), 0 other errors`);
console.log(
  `fuzz: largest growth in 500 inputs ${mib(tally.growth)} MiB, of the process ${mib(process.memoryUsage().rss - rss)} MiB`,
);
if (tally.inputs === 0 || tally.accepted === 0 || refusedInAll === 0 || tally.growth > MOST_GROWTH)
  process.exitCode = 1;
