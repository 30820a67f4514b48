// `pnpm node packages/host/test/bytecode/bytecode-fuzz.ts [inputs] [seed]`: damaged bytecode, in the Sandbox.
import { BytecodeTrials } from "./bytecode-trial.ts";
import { seededRandom } from "./mutate-bytecode.ts";

const [inputs = 10_000, seed = 1] = process.argv.slice(2).map(Number);
const trials = new BytecodeTrials(seededRandom(seed));
const started = Date.now();

for (let input = 1; input <= inputs; input++) {
  const binary = trials.next();
  try {
    trials.run(binary);
  } catch (error) {
    process.stderr.write(`input ${input} of seed ${seed}: ${String(error)}\n${Buffer.from(binary).toString("hex")}\n`);
    process.exitCode = 1;
  }
  if (input % 1000 === 0 || input === inputs) {
    // An asynchronous turn lets the pool and the collector do what they put off.
    await new Promise((resolve) => setImmediate(resolve));
    const counts = [...trials.endings].map(([name, count]) => `${name} ${count}`).join(", ");
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    const resident = (process.memoryUsage.rss() / 2 ** 20).toFixed(0);
    process.stdout.write(
      `${input} inputs in ${seconds} s: ${counts}; guest growth at most ${trials.memoryPeak} bytes, process ${resident} MiB\n`,
    );
  }
}
