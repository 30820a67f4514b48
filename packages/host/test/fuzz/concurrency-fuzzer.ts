import { Runtime } from "@kobako/runtime";
import { type Block, KobakoError, Sandbox } from "../../src/index.ts";
import { Finding, type Fuzzer } from "./fuzzer.ts";
import { Random } from "./random.ts";

/** What a script does, one step after the other. `number` is what it adds to its sum. */
interface Step {
  readonly do: "wait" | "now" | "nest" | "block" | "both" | "loop" | "hang" | "raise" | "fail" | "rescue";
  readonly number: number;
}

/** One invocation of a round. */
interface Job {
  readonly id: number;
  readonly tenant: number;
  readonly steps: readonly Step[];
  /** Milliseconds after which it begins. */
  readonly start: number;
  readonly abort?: number;
  readonly timeout?: number;
}

const CAPACITIES = [1, 2, 5] as const;
const runtimes = CAPACITIES.map((maxConcurrency) => new Runtime({ maxConcurrency }));
const later = <Value>(value: Value, milliseconds: number): Promise<Value> =>
  new Promise((resolve) =>
    milliseconds === 0 ? setImmediate(resolve, value) : setTimeout(resolve, milliseconds, value),
  );

function tenant(runtime: Runtime, index: number): Sandbox {
  const sandbox: Sandbox = new Sandbox({ runtime, timeout: 30_000, slice: 1 });
  return sandbox
    .preload({ name: "Own", code: `TENANT = ${index}` })
    .bind("W", (number: number) => later(number, number % 3))
    .bind("N", (number: number) => number)
    .bind("X", async (source: string) => (await sandbox.eval(source)).value)
    .bind("B", async (number: number, block: Block) => (await block.async(number)) as number)
    .bind("S", (number: number, block: Block) => block(number))
    .bind("H", () => new Promise(() => {}))
    .bind("F", (number: number) => later(number, 1).then(() => Promise.reject(new Error("failed"))));
}

const tenants = runtimes.map((runtime) => [tenant(runtime, 0), tenant(runtime, 1)] as const);

const RUBY: Readonly<Record<Step["do"], (number: number) => string>> = {
  wait: (n) => `t += W.call(${n})`,
  now: (n) => `t += N.call(${n})`,
  nest: (n) => `t += X.call("$c = nil; W.call(1) + ${n - 1}")`,
  block: (n) => `t += B.call(${n}) { |x| W.call(x) }`,
  both: (n) => `t += S.call(${n}) { |x| N.call(x) }`,
  loop: (n) => `${n * 500}.times { }; t += ${n}`,
  hang: () => "H.call",
  raise: () => "raise 'on purpose'",
  fail: (n) => `F.call(${n})`,
  rescue: (n) => `begin; F.call(1); rescue Kobako::ServiceError; t += ${n}; end`,
};

function makeJob(random: Random, id: number): Job {
  const kinds = ["wait", "wait", "now", "nest", "block", "both", "loop", "rescue", "wait", "block"] as const;
  const steps: Step[] = random.list(5, () => ({ do: random.pick(kinds), number: 1 + random.below(9) }));
  if (random.once(5)) steps.push({ do: random.pick(["hang", "raise", "fail"] as const), number: 1 });
  const hangs = steps.some((step) => step.do === "hang");
  const ends = hangs ? random.below(3) : random.below(8);
  return {
    id,
    tenant: random.below(2),
    steps,
    start: random.below(6),
    ...(ends === 0 || (hangs && ends === 2) ? { abort: random.below(12) } : {}),
    ...(ends === 1 || (hangs && ends === 2) ? { timeout: 1 + random.below(40) } : {}),
  };
}

/** The endings that the model allows, and the value of the one that is a value. */
function model({ id, tenant: owner, steps, abort, timeout }: Job): {
  readonly endings: readonly string[];
  readonly value: unknown;
} {
  const endings: string[] = [];
  if (abort !== undefined) endings.push("AbortedError");
  if (timeout !== undefined) endings.push("TimeoutError");
  let sum = id * 1_000;
  for (const step of steps) {
    if (step.do === "hang") return { endings, value: undefined };
    if (step.do === "raise") return { endings: [...endings, "SandboxError"], value: undefined };
    if (step.do === "fail") return { endings: [...endings, "ServiceError"], value: undefined };
    sum += step.number;
  }
  return { endings: [...endings, "value"], value: [sum, id, owner] };
}

/**
 * Oracle: a model. Every invocation ends, in a value that its own steps make, or in an error that its own options and steps explain;
 * none sees another's global or constant; afterwards no instance is busy and no more are kept than may work at once.
 */
export const concurrencyFuzzer: Fuzzer = {
  name: "concurrency",
  generate(seed) {
    const random = new Random(seed);
    return Array.from({ length: 2 + random.below(10) }, (_, index) => JSON.stringify(makeJob(random, index + 1)));
  },
  async check(parts, seed) {
    const index = seed % CAPACITIES.length;
    const jobs = parts.map((part) => JSON.parse(part) as Job);
    const endings = await Promise.all(jobs.map((job) => runJob(tenants[index]?.[job.tenant] ?? new Sandbox(), job)));
    // What a Service of an aborted invocation began, it may bring to its end.
    for (let turn = 0; turn < 500 && runtimes[index]?.instances.busy !== 0; turn++) await later(0, 2);
    const { busy, idle } = runtimes[index]?.instances ?? { busy: 0, idle: 0 };
    const capacity = CAPACITIES[index] ?? 0;
    if (busy !== 0 || idle > capacity) throw new Finding(`${busy} instances are busy and ${idle} idle of ${capacity}`);
    return endings.some((ending) => ending !== "value") ? "some failed" : "all values";
  },
};

async function runJob(sandbox: Sandbox, job: Job): Promise<string> {
  await later(0, job.start);
  const { endings, value } = model(job);
  const controller = new AbortController();
  if (job.abort !== undefined) setTimeout(() => controller.abort(), job.abort);
  const source = [
    `$c = ${job.id}`,
    `t = ${job.id * 1_000}`,
    ...job.steps.map((step) => RUBY[step.do](step.number)),
    "[t, $c, TENANT]",
  ].join("\n");
  const options = { signal: controller.signal, ...(job.timeout === undefined ? {} : { timeout: job.timeout }) };
  const running = sandbox.eval(source, options).then(
    (execution) => ["value", JSON.stringify(execution.value)] as const,
    (error: unknown) => [error instanceof KobakoError ? error._tag : String(error), ""] as const,
  );
  const [ending, told] = await Promise.race([running, later(["nothing", ""] as const, 100_000)]);
  if (!endings.includes(ending))
    throw new Finding(`job ${job.id} ended in ${ending}, and may end in ${endings.join(" or ")}`);
  if (ending === "value" && told !== JSON.stringify(value))
    throw new Finding(`job ${job.id} gave ${told} in place of ${JSON.stringify(value)}`);
  return ending;
}
