import { expect, it } from "vitest";
import { LIMITS } from "../src/limits.ts";
import { TenantLines } from "../src/tenants/tenant-lines.ts";

it("tenants take turns, however many one of them has waiting", async () => {
  const lines = new TenantLines();
  const done: string[] = [];
  const work = (name: string) => lines.run(name, () => done.push(name));
  await Promise.all(["a", "a", "a", "a", "b"].map(work));
  expect(done.indexOf("b")).toBeLessThan(2);
  expect(done.join("").replaceAll("b", "")).toBe("aaaa");
});

it("the event loop turns before each piece of work", async () => {
  const lines = new TenantLines();
  let turns = 0;
  let ended = false;
  const turn = (): void => {
    turns += 1;
    if (!ended) setImmediate(turn);
  };
  setImmediate(turn);
  await Promise.all(Array.from({ length: 20 }, () => lines.run("a", () => {})));
  ended = true;
  expect(turns).toBeGreaterThanOrEqual(19);
});

it("a line has an end, and room again when work is done, also when it fails", async () => {
  const lines = new TenantLines();
  const fill = () =>
    Array.from({ length: LIMITS.line }, () =>
      lines.run("a", () => {
        throw new Error("failed");
      }),
    );
  for (let round = 0; round < 2; round += 1) {
    const waiting = Promise.allSettled(fill());
    await expect(lines.run("a", () => 1)).rejects.toMatchObject({ status: 429, headers: { "Retry-After": "1" } });
    expect(await lines.run("b", () => 1)).toBe(1);
    expect((await waiting).every((one) => one.status === "rejected" && one.reason.message === "failed")).toBe(true);
  }
});
