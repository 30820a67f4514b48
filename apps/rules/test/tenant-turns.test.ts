import { RefusedRequestError } from "@kobako/host/http";
import { expect, it } from "vitest";
import { TenantTurns } from "../src/evaluation/tenant-turns.ts";
import { LIMITS } from "../src/limits.ts";

it("a tenant that has all its turns waits for one to end, and no other tenant does", async () => {
  const turns = new TenantTurns();
  const { promise: held, resolve: release } = Promise.withResolvers<string>();
  const running = Array.from({ length: LIMITS.evaluations }, () => turns.run("acme", () => held));
  await expect(turns.run("acme", () => held)).rejects.toThrow(RefusedRequestError);
  await expect(turns.run("acme", () => held)).rejects.toMatchObject({ status: 429, headers: { "Retry-After": "1" } });
  expect(await turns.run("globex", async () => "served")).toBe("served");
  release("done");
  expect(await Promise.all(running)).toEqual(Array(LIMITS.evaluations).fill("done"));
  expect(await turns.run("acme", async () => "served")).toBe("served");
});

it("a turn ends with work that fails", async () => {
  const turns = new TenantTurns();
  for (let round = 0; round <= LIMITS.evaluations; round += 1)
    await expect(turns.run("acme", () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
});
