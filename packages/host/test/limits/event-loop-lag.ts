import { Sandbox, TimeoutError } from "../../src/index.ts";

const INTERVAL = 1;

const HOSTILE = [
  "loop {}",
  "a = [3, 1, 2] * 50_000; loop { a.sort }",
  "loop { 7**50_000 }",
  "a = 'x' * 100_000; loop { a.inspect }",
  "loop { begin; loop {}; rescue Exception; end }",
  "loop { Fiber.new { loop { Fiber.yield 1 } }.resume }",
  'i = 0; loop { i += 1; "symbol#{i}".to_sym }',
  "a = [1]; 12.times { a = [a, a] }; loop { a.flatten }",
];

/** How late, in milliseconds, a 1 ms timer of this thread ticks while `count` hostile scripts run for a second. */
export async function measureLag(count: number): Promise<{ readonly median: number; readonly worst: number }> {
  const late: number[] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    const at = performance.now();
    late.push(Math.max(0, at - last - INTERVAL));
    last = at;
  }, INTERVAL);
  const runs = Array.from({ length: count }, async (_, index) => {
    const script = HOSTILE[index % HOSTILE.length] ?? "loop {}";
    const error: unknown = await new Sandbox({ timeout: 1000, memoryLimit: 32 * 2 ** 20 })
      .eval(script)
      .catch((caught: unknown) => caught);
    return error instanceof TimeoutError;
  });
  await Promise.all(runs);
  clearInterval(timer);
  late.sort((left, right) => left - right);
  return { median: late[Math.floor(late.length / 2)] ?? 0, worst: late.at(-1) ?? Number.POSITIVE_INFINITY };
}
