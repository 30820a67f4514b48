/**
 * Guests whose memory is written while they wait: `pnpm fuzz memory --minutes 60 --seed 1`. Prints counts as it goes; on a finding,
 * the seed, and exits with 1.
 */
import { parseArgs } from "node:util";
import { Runtime } from "../src/index.ts";
import { corruptionRound } from "./memory-corruption.ts";

const PROGRESS = 10_000;
const { values } = parseArgs({
  options: { minutes: { type: "string", default: "1" }, seed: { type: "string", default: "1" } },
});
const first = Number(values.seed);
const started = performance.now();
const runtime = new Runtime();
const endings = new Map<string, number>();
let rounds = 0;
let shown = started;

function tell(): void {
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  const resident = (process.memoryUsage.rss() / 2 ** 20).toFixed(0);
  const counts = [...endings].map(([ending, count]) => `${ending} ${count}`).join(", ");
  console.log(`memory: ${rounds} inputs from seed ${first} in ${seconds} s (${resident} MiB): ${counts}`);
}

try {
  for (; performance.now() - started < Number(values.minutes) * 60_000; rounds++) {
    const { ending } = await corruptionRound(runtime, first + rounds, rounds % 2 === 0 ? "sync" : "async");
    endings.set(ending, (endings.get(ending) ?? 0) + 1);
    if (performance.now() - shown < PROGRESS) continue;
    shown = performance.now();
    tell();
  }
  tell();
  console.log("no finding");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
