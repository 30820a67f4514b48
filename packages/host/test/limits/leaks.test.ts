import { Runtime } from "@kobako/runtime";
import { expect, test } from "vitest";
import { Sandbox } from "../../src/index.ts";

/** The long version, which looks at the memory of the process, is soak.ts. */
test("instances are few however many Sandboxes come and go", async () => {
  for (let index = 0; index < 200; index++) {
    const sandbox = new Sandbox().bind("Me", () => index).preload({ name: "Tenant", code: `TENANT = ${index}` });
    expect((await sandbox.eval("TENANT + Me.call")).value).toBe(2 * index);
  }
  expect(Runtime.shared.instances).toEqual({ busy: 0, idle: 1 });
});

test("instances that trapped are gone, and nobody holds their place", async () => {
  const sandbox = new Sandbox({ timeout: 3, memoryLimit: 1024 });
  for (const script of ["loop {}", "'x' * 10_000_000", "raise 'no'"]) {
    for (let round = 0; round < 10; round++) await expect(sandbox.eval(script)).rejects.toThrow();
  }
  const { busy, idle } = Runtime.shared.instances;
  expect(busy).toBe(0);
  expect(idle).toBeLessThanOrEqual(1);
});

test("overlapping invocations that a Service left pending are over when their deadline is", async () => {
  const sandbox = new Sandbox({ timeout: 30 }).bind("Wait", () => new Promise(() => {}));
  const runs = Array.from({ length: 20 }, () => sandbox.eval("Wait.call").catch((error: unknown) => error));
  for (const error of await Promise.all(runs)) expect(error).toMatchObject({ _tag: "TimeoutError" });
  expect(Runtime.shared.instances.busy).toBe(0);
});
