import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { Heartbeat } from "../src/heartbeat.ts";

function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe("Heartbeat", () => {
  test("ticks while the event loop is free", async () => {
    using heartbeat = new Heartbeat();
    await setTimeout(100);
    expect(heartbeat.take().ticks).toBeGreaterThan(20);
  });

  test("tells how long the event loop was held up, before and after a tick could come", async () => {
    using heartbeat = new Heartbeat();
    block(60);
    expect(heartbeat.take().worstLag).toBeGreaterThan(50);
    await setTimeout(10);
    heartbeat.take();
    block(40);
    await setTimeout(10);
    expect(heartbeat.take().worstLag).toBeGreaterThan(30);
  });

  test("starts again after each count", async () => {
    using heartbeat = new Heartbeat();
    await setTimeout(20);
    heartbeat.take();
    expect(heartbeat.take()).toEqual({ ticks: 0, worstLag: expect.any(Number) as number });
  });
});
