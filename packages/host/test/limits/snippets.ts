/**
 * What many preloaded Snippets cost an invocation: `pnpm node packages/host/test/limits/snippets.ts [rounds]`. Prints how long `run` takes with
 * 1 and with 64 of them, in turns, and the ratio of the undisturbed quarters.
 */
import { Sandbox } from "../../src/index.ts";

const rounds = Number(process.argv[2] ?? 60);
const CALLS = 100;

function sandboxWith(count: number): Sandbox {
  const sandbox = new Sandbox().preload({ name: "Noop", code: "Noop = -> { nil }" });
  for (let index = 1; index < count; index++) {
    const code = `module Helper${index}\n  def self.call(x) = x + ${index}\n  LIMIT = ${index}\nend`;
    sandbox.preload({ name: `Helper${index}`, code });
  }
  return sandbox;
}

/** Microseconds of one `run`, after the instance is in the state of this Sandbox. */
async function timeOf(sandbox: Sandbox): Promise<number> {
  for (let call = 0; call < 5; call++) await sandbox.run("Noop");
  const started = performance.now();
  for (let call = 0; call < CALLS; call++) await sandbox.run("Noop");
  return ((performance.now() - started) * 1000) / CALLS;
}

const cases = [1, 64].map((count) => ({ count, sandbox: sandboxWith(count), times: [] as number[] }));
for (const { sandbox } of cases) for (let call = 0; call < 3000; call++) await sandbox.run("Noop");
for (let round = 0; round < rounds; round++) {
  for (const { sandbox, times } of cases) times.push(await timeOf(sandbox));
}
const [few = Number.NaN, many = Number.NaN] = cases.map(
  ({ times }) => times.toSorted((left, right) => left - right)[Math.floor(times.length / 4)],
);
process.stdout.write(
  `run with 1 Snippet ${few.toFixed(1)} µs, with 64 ${many.toFixed(1)} µs: ${(many / few).toFixed(3)} times\n`,
);
