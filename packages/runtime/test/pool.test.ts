import { expect, test } from "vitest";
import { createSetup, type Dispatch, type Report, Runtime, RuntimeError, type RuntimeOptions } from "../src/index.ts";
import { evaluation, type Overrides } from "./invoke.ts";
import { bindStep, response } from "./messages.ts";

const setup = createSetup([bindStep("Svc")]);

/** A Service that answers when the test says so. */
function gate(): { dispatch: Dispatch; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<Uint8Array>();
  return { dispatch: () => promise, open: () => resolve(response(0x01)) };
}

function start(runtime: Runtime, code: string, overrides: Overrides): Promise<Report> {
  return runtime.invoke(evaluation(code, { setup, ...overrides }));
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** A runtime whose guest is loaded: who begins has begun after `settle`, however busy the machine is. */
async function warmRuntime(options: RuntimeOptions = {}): Promise<Runtime> {
  const runtime = new Runtime(options);
  await runtime.warm();
  return runtime;
}

test("invocations beyond the bound wait in order", async () => {
  const runtime = await warmRuntime({ maxConcurrency: 1 });
  const order: string[] = [];
  const { dispatch, open } = gate();
  const first = start(runtime, "Svc.a", { dispatch }).then(() => order.push("first"));
  await settle();
  const others = ["second", "third", "fourth"].map((name) => start(runtime, "1", {}).then(() => order.push(name)));
  await settle();
  expect(order).toEqual([]);
  expect(runtime.instances.busy).toBe(1);
  open();
  await Promise.all([first, ...others]);
  expect(order).toEqual(["first", "second", "third", "fourth"]);
});

test("invocations that begin while the event loop is due its turn count towards the bound", async () => {
  const runtime = await warmRuntime({ maxConcurrency: 2 });
  const { dispatch, open } = gate();
  await start(runtime, "x = 0; 200_000.times { x += 1 }", {});
  let most = 0;
  const all = Array.from({ length: 12 }, () => start(runtime, "x = 0; 2_000.times { x += 1 }; Svc.a", { dispatch }));
  for (let turn = 0; turn < 12; turn++) {
    await settle();
    most = Math.max(most, runtime.instances.busy);
  }
  open();
  for (const report of await Promise.all(all)) expect(report.trap).toBeUndefined();
  expect(most).toBe(2);
  expect(runtime.instances).toEqual({ busy: 0, idle: 2 });
});

test.skipIf(!new Runtime().canSuspend)(
  "many that begin at once and never wait take turns on one instance",
  async () => {
    const runtime = new Runtime();
    await start(runtime, "1", {});
    const codes = Array.from({ length: 200 }, (_, index) => (index % 3 === 0 ? "$g" : `$g = ${index % 100}`));
    const reports = await Promise.all(codes.map((code) => start(runtime, code, { slice: 10_000 })));
    expect(reports.map(({ outcome }) => outcome?.[1])).toEqual(
      codes.map((_, index) => (index % 3 === 0 ? 0xc0 : index % 100)),
    );
    expect(runtime.instances).toEqual({ busy: 0, idle: 1 });
  },
);

test("one that traps at once leaves nothing to those that begin with it", async () => {
  const runtime = new Runtime();
  const limits = { fuel: 20_000 };
  const reports = await Promise.all(
    ["$g = 1", "$g = 2; loop {}", "$g"].map((code) => start(runtime, code, { limits })),
  );
  expect(reports.map(({ outcome, trap }) => trap?.kind ?? outcome?.[1])).toEqual([1, "fuel", 0xc0]);
});

test("no more instances are kept than may work at once", async () => {
  const runtime = await warmRuntime({ maxConcurrency: 1 });
  const { dispatch, open } = gate();
  const nested = Array.from({ length: 5 }, () => start(runtime, "Svc.a", { dispatch, nested: true }));
  await settle();
  expect(runtime.instances.busy).toBe(5);
  open();
  await Promise.all(nested);
  expect(runtime.instances).toEqual({ busy: 0, idle: 1 });
});

test("the wait for an instance ends at queueTimeout", async () => {
  const runtime = await warmRuntime({ maxConcurrency: 1 });
  const { dispatch, open } = gate();
  const first = start(runtime, "Svc.a", { dispatch });
  await settle();
  const refused = await start(runtime, "1", { queueTimeout: 5 }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RuntimeError);
  expect(refused).toMatchObject({ code: "PoolTimeout" });
  open();
  expect((await first).trap).toBeUndefined();
  expect((await start(runtime, "1", { queueTimeout: 5 })).trap).toBeUndefined();
});

test("an abort ends the wait for an instance", async () => {
  const runtime = await warmRuntime({ maxConcurrency: 1 });
  const { dispatch, open } = gate();
  const first = start(runtime, "Svc.a", { dispatch });
  await settle();
  const controller = new AbortController();
  const waiting = start(runtime, "1", { signal: controller.signal });
  controller.abort("no longer");
  expect((await waiting).trap).toMatchObject({ kind: "aborted", cause: "no longer" });
  open();
  await first;
});

test("a nested invocation does not wait for its parent's instance", async () => {
  const runtime = await warmRuntime({ maxConcurrency: 1 });
  const dispatch: Dispatch = async () => {
    const inner = await start(runtime, "20 + 1", { nested: true });
    return response(...(inner.outcome ?? []).slice(1));
  };
  expect((await start(runtime, "Svc.a * 2", { dispatch })).outcome).toEqual(Uint8Array.of(0x01, 0x2a));
});

test("a synchronous invocation does not wait either", async () => {
  const runtime = await warmRuntime({ maxConcurrency: 1 });
  const { dispatch, open } = gate();
  const first = start(runtime, "Svc.a", { dispatch });
  await settle();
  expect(runtime.invokeSync(evaluation("2")).outcome).toEqual(Uint8Array.of(0x01, 0x02));
  open();
  await first;
});

test("an instance that trapped is not used again, one that grew far is not kept", async () => {
  const runtime = new Runtime();
  await runtime.warm();
  expect(runtime.instances).toEqual({ busy: 0, idle: 1 });
  await start(runtime, "loop {}", { limits: { timeout: 10 } });
  expect(runtime.instances).toEqual({ busy: 0, idle: 0 });
  await start(runtime, "('x' * 40_000_000).size", { limits: { memory: null } });
  expect(runtime.instances).toEqual({ busy: 0, idle: 0 });
  await start(runtime, "1", {});
  expect(runtime.instances).toEqual({ busy: 0, idle: 1 });
});

test("an instance that grew is kept while invocations use what it grew by, and few of them are", async () => {
  const runtime = new Runtime();
  const growing = (bytes: number): Promise<Report> =>
    start(runtime, `('x' * ${bytes}).size`, { limits: { memory: null } });
  await growing(3_000_000);
  await growing(3_000_000);
  expect(runtime.instances.idle).toBe(1);
  await start(runtime, "1", {});
  expect(runtime.instances.idle).toBe(0);
  const { dispatch, open } = gate();
  const waiting = Array.from({ length: 5 }, () =>
    start(runtime, "s = 'x' * 3_000_000; Svc.a; s.size", { dispatch, limits: { memory: null } }),
  );
  await settle();
  open();
  for (const report of await Promise.all(waiting)) expect(report.trap).toBeUndefined();
  expect(runtime.instances).toEqual({ busy: 0, idle: 2 });
});
