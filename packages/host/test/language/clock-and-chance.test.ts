import { describe, expect, it } from "vitest";
import { Sandbox } from "../../src/index.ts";

const CHANCE =
  "[rand, rand(1000), Random.rand, [*1..9].shuffle, [*1..9].sample, Random.new.seed.to_s, Random.bytes(4).bytes]";

describe("hermetic", () => {
  it("is always at the Unix epoch, however long it runs", async () => {
    const script = "a = Time.now; 100_000.times { }; [a.to_f, Time.now.to_f, Time.new.to_i, a.utc_offset, a.zone]";
    const { value } = await new Sandbox().eval(script);
    expect(value).toEqual([0, 0, 0, 0, "UTC"]);
  });

  it("draws the same numbers in every invocation and every Sandbox", async () => {
    const sandbox = new Sandbox();
    const first = await sandbox.eval(CHANCE);
    await sandbox.eval("srand(5); rand");
    const second = await sandbox.eval(CHANCE);
    const third = await new Sandbox({ memoryLimit: null }).eval(CHANCE);
    expect(second.value).toEqual(first.value);
    expect(third.value).toEqual(first.value);
    expect(second.usage.fuel).toBe(first.usage.fuel);
  });
});

describe("permissive", () => {
  const sandbox = new Sandbox({ profile: "permissive" }).preload({ name: "Lib", code: "def lib = 1" });

  it("has the clock of the host", async () => {
    const before = Date.now() / 1000;
    const { value } = await sandbox.eval<number>("Time.now.to_f");
    expect(value).toBeGreaterThanOrEqual(before - 0.001);
    expect(value).toBeLessThanOrEqual(Date.now() / 1000);
  });

  it("draws new numbers in every invocation, although each starts from the same image", async () => {
    const drawn = new Set<string>();
    for (let times = 0; times < 5; times++) drawn.add(JSON.stringify((await sandbox.eval(CHANCE)).value));
    expect(drawn.size).toBe(5);
  });

  it("draws what a seed says", async () => {
    const script = "srand(42); [rand(1000), Random.new(42).rand(1000), [*1..5].shuffle(random: Random.new(1))]";
    const { value } = await sandbox.eval(script);
    expect(value).toEqual((await new Sandbox().eval(script)).value);
  });
});

describe("formats of time", () => {
  it.each(["%99999Y", "%1025N", "%9999999999999999999d", "%-1025A"])("refuse a hostile width: %s", async (format) => {
    await expect(new Sandbox().eval(`Time.now.strftime(${JSON.stringify(format)})`)).rejects.toMatchObject({
      klass: "ArgumentError",
      message: "a width above 1024 in a time format",
    });
  });

  it("that would be huge end in a limit", async () => {
    const script = "Time.now.strftime('%1024Y' * 100_000)";
    await expect(new Sandbox().eval(script)).rejects.toMatchObject({ _tag: "MemoryLimitError" });
    await expect(new Sandbox({ memoryLimit: null, fuel: 100_000 }).eval(script)).rejects.toMatchObject({
      _tag: "FuelExhaustedError",
    });
  });

  it("take a Time that nobody initialised for what it is", async () => {
    await expect(new Sandbox().eval("Time.allocate.strftime('%Y')")).rejects.toMatchObject({ _tag: "SandboxError" });
  });
});
