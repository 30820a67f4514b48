import { MemoryLimitError, ServiceError, TimeoutError } from "@kobako/host";
import { describe, expect, test } from "vitest";
import { MEMORY_LIMIT_BYTES } from "../src/order-sandbox.ts";
import { UnknownCurrency } from "../src/services/rates-lookup.ts";
import { take } from "./order-desk.ts";

describe("a failing script ends in its own error, with the output and usage up to the failure", () => {
  test("a runaway loop in TimeoutError, while the process's timer keeps ticking", async () => {
    const { error, execution, beats } = await take("runaway-loop.rb");
    expect(error).toBeInstanceOf(TimeoutError);
    expect(execution.stdout).toBe("Counting to infinity.\n");
    expect(execution.usage.wallTime).toBeGreaterThan(0.39);
    // Every 5 ms would make 80; a busy machine gives fewer, and a blocked event loop none.
    expect(beats.ticks).toBeGreaterThan(0);
  });

  test("a memory bomb in MemoryLimitError, whatever it rescues", async () => {
    const { error, execution } = await take("memory-bomb.rb");
    expect(error).toBeInstanceOf(MemoryLimitError);
    expect(execution.stdout).toBe("");
    expect(execution.usage.memoryPeak).toBeGreaterThan(MEMORY_LIMIT_BYTES / 2);
    expect(execution.usage.memoryPeak).toBeLessThanOrEqual(MEMORY_LIMIT_BYTES);
  });

  test("a failing Service in ServiceError, whose cause is what the Service threw", async () => {
    const { error, execution } = await take("failing-service.rb");
    expect(error).toBeInstanceOf(ServiceError);
    expect(error?.message).toBe("UnknownCurrency: no rate for XAU");
    expect(error?.cause).toBeInstanceOf(UnknownCurrency);
    expect(error?.backtraceLines.at(-1)).toBe("(eval):3");
    expect(execution.stdout).toBe("One euro in gold?\n");
  });

  test("and leaves nothing behind: a script gives the same value, output and fuel before and after", async () => {
    const before = await take("revenue-by-region.rb");
    for (const title of ["runaway-loop.rb", "memory-bomb.rb", "failing-service.rb"]) await take(title);
    const after = await take("revenue-by-region.rb");
    expect(after.error).toBeUndefined();
    expect(after.execution.value).toEqual(before.execution.value);
    expect(after.execution.stdout).toBe(before.execution.stdout);
    expect(after.execution.usage.fuel).toBe(before.execution.usage.fuel);
    expect(after.execution.usage.memoryPeak).toBe(before.execution.usage.memoryPeak);
  });
});
