import { Runtime } from "@kobako/runtime";
import { describe, expect, test } from "vitest";
import { FuelExhaustedError, MemoryLimitError, Sandbox, SandboxError, TimeoutError } from "../../src/index.ts";

const MANY = Array.from({ length: 300_000 }, (_, index) => index);

/** What the arguments, or the result, of an honest-looking call can be. */
describe("every limit holds while", () => {
  test("arguments are read", async () => {
    const echo = { name: "Size", code: "Size = ->(list) { list.size }" };
    const run = (options: object): Promise<unknown> =>
      new Sandbox({ memoryLimit: null }).preload(echo).run("Size", [MANY], options);
    await expect(run({ timeout: 1 })).rejects.toThrow(TimeoutError);
    await expect(run({ fuel: 20_000 })).rejects.toThrow(FuelExhaustedError);
    await expect(run({ memoryLimit: 65_536 })).rejects.toThrow(MemoryLimitError);
  });

  test("a result is written", async () => {
    const script = "a = 'x' * 1000; [a] * 10_000";
    await expect(new Sandbox({ memoryLimit: 4 * 2 ** 20 }).eval(script)).rejects.toThrow(MemoryLimitError);
    const { usage } = await new Sandbox({ memoryLimit: null }).eval(`${script}; nil`);
    const fuel = usage.fuel + 5000;
    await expect(new Sandbox({ memoryLimit: null, fuel }).eval(script)).rejects.toThrow(FuelExhaustedError);
  });

  test("Snippets load, again and again", async () => {
    const large = new Sandbox().preload({ name: "Large", code: "LARGE = 'x' * 5_000_000" });
    const endless = new Sandbox({ fuel: 100_000 }).preload({ name: "Endless", code: "loop {}" });
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(large.eval("1")).rejects.toThrow(MemoryLimitError);
      await expect(endless.eval("1")).rejects.toThrow(FuelExhaustedError);
      expect(endless.usage.fuel).toBe(100_000);
    }
  });
});

test.each([
  ["at_exit", "at_exit { loop {} }; 1"],
  ["finalizers", "ObjectSpace.define_finalizer(Object.new, -> { loop {} }); 1"],
  ["traps of signals", "trap('EXIT') { loop {} }; 1"],
  ["trace functions", "set_trace_func(-> { loop {} }); 1"],
  ["threads", "Thread.new { loop {} }; 1"],
])("there is nothing that would run after the script: %s", async (_name, script) => {
  await expect(new Sandbox().eval(script)).rejects.toThrow(SandboxError);
});

test("images beyond the budget are forgotten and made again when they are needed", async () => {
  const runtime = new Runtime({ imageBudget: 20_000 });
  const tenants = Array.from({ length: 12 }, (_, index) =>
    new Sandbox({ runtime })
      .bind("Me", () => index)
      .preload({ name: "Tenant", code: `Tenant = ->(x) { x + ${index} + Me.call }` }),
  );
  for (let round = 0; round < 3; round++) {
    for (const [index, tenant] of tenants.entries()) {
      expect((await tenant.run("Tenant", [round])).value).toBe(round + 2 * index);
      expect(runtime.imageBytes).toBeLessThanOrEqual(20_000);
    }
  }
  expect(runtime.imageBytes).toBeGreaterThan(0);
});

test("a Sandbox whose image exceeds the whole budget is set up anew for every invocation", async () => {
  const runtime = new Runtime({ imageBudget: 0 });
  const sandbox = new Sandbox({ runtime }).preload({
    name: "Twice",
    code: "$n = 0; Twice = ->(x) { $n += 1; x * 2 + $n }",
  });
  for (let round = 0; round < 3; round++) expect((await sandbox.run("Twice", [round])).value).toBe(round * 2 + 1);
  expect(runtime.imageBytes).toBe(0);
});
