import { channel } from "node:diagnostics_channel";
import { TenantSandboxes } from "@kobako/host/http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { LIMITS } from "../src/limits.ts";
import { EXAMPLE_KEY, PLATFORMS, Service } from "./service.ts";

const ORDER = { product: "tea", price: 28.9, quantity: 4, customer: "customer-7", country: "FR" };

describe.each(PLATFORMS)("on %s", (platform) => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start(platform);
  });
  afterAll(() => service[Symbol.asyncDispose]());

  it("formulas see fields, each other, stored records and books", async () => {
    const { status, body } = await service.ask("POST", "/evaluate", { records: [ORDER] });
    expect([status, body]).toMatchObject([
      200,
      {
        results: [{ values: { subtotal: 115.6, discount: 0.1, total: 104.04, total_in_usd: 120.69 } }],
        usage: { invocations: 1 },
      },
    ]);
  });

  it("a failing record fails alone, with class, message and line", async () => {
    await service.ask("PUT", "/rules/formulas/per_piece", { source: "amount = price\n# division\namount / quantity" });
    for (const mode of ["batch", "strict"]) {
      const records = [{ price: 6, quantity: 3 }, { price: 6, quantity: 0 }, { price: 6 }, { price: 8, quantity: 4 }];
      const { body } = await service.ask("POST", "/evaluate", { records, formulas: ["per_piece"], mode });
      expect(body, mode).toMatchObject({
        results: [
          { values: { per_piece: 2 } },
          { values: {}, errors: { per_piece: { class: "ZeroDivisionError", message: "divided by 0", line: 3 } } },
          {
            values: {},
            errors: {
              per_piece: {
                class: "Record::FieldError",
                message: "this record has no field quantity, and there is no formula of that name",
              },
            },
          },
          { values: { per_piece: 2 } },
        ],
        usage: { invocations: mode === "batch" ? 1 : 4 },
      });
    }
  });

  it("filters say which webhooks get a record; one that fails does not", async () => {
    const records = [ORDER, { ...ORDER, quantity: 1, country: "DE" }, { product: "mug" }];
    const { body } = await service.ask("POST", "/match", { records });
    expect(body).toMatchObject({
      results: [
        { passes: ["large_order", "teas_to_france"] },
        { passes: [] },
        { passes: [], errors: { large_order: { class: "Record::FieldError" } } },
      ],
    });
  });

  it("thousands of records are one request", async () => {
    const records = Array.from({ length: 2_000 }, (_, index) => ({ price: index, quantity: 2 }));
    for (const mode of ["batch", "strict"]) {
      const { body } = await service.ask("POST", "/evaluate", { records, formulas: ["subtotal"], mode });
      const { results } = body as { results: { values: { subtotal: number } }[] };
      expect(results.map(({ values }) => values.subtotal)).toEqual(records.map(({ price }) => price * 2));
    }
    const { status, body } = await service.ask("POST", "/evaluate", { records: Array(10_001).fill({}), formulas: [] });
    expect([status, body]).toMatchObject([400, { message: expect.arrayContaining([]) }]);
  });
});

describe("values", () => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start();
  });
  afterAll(() => service[Symbol.asyncDispose]());

  it.each([
    ["nil", null],
    [":paid", "paid"],
    ["{ 1 => [true, 2.5], nested: { 'a' => nil } }", { "1": [true, 2.5], nested: { a: null } }],
    ["2 ** 62", "4611686018427387904"],
    ["record['odd name']", "seen"],
    ["format", "a field, and not Kernel's"],
  ])("of %s", async (source, expected) => {
    await service.ask("PUT", "/rules/formulas/value", { source });
    const records = [{ "odd name": "seen", format: "a field, and not Kernel's" }];
    const { body } = await service.ask("POST", "/evaluate", { records, formulas: ["value"] });
    expect(body).toMatchObject({ results: [{ values: { value: expected } }] });
  });

  it.each([
    ["Object.new", "TypeError", "a formula cannot give a Object"],
    ["0.0 / 0", "FloatDomainError", "the value is NaN"],
    ["a = []; a << a", "ArgumentError", "nests deeper"],
    ["value", "SystemStackError", "stack level too deep"],
    ["pric", "Record::FieldError", "this record has no field pric, and there is no formula of that name"],
    ["raise NotImplementedError", "NotImplementedError", "NotImplementedError"],
    ["raise Exception, 'final'", "Exception", "final"],
    ["throw :away", "UncaughtThrowError", "away"],
    ["exit", "Record::FieldError", "exit"],
    ["raise 'x' * 10_000", "RuntimeError", "…"],
  ])("are no values: %s", async (source, name, message) => {
    await service.ask("PUT", "/rules/formulas/value", { source });
    const { body } = await service.ask("POST", "/evaluate", { records: [{}], formulas: ["value"] });
    expect(body).toMatchObject({
      results: [{ errors: { value: { class: name, message: expect.stringContaining(message) as string } } }],
    });
  });
});

describe("limits", () => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start();
  });
  afterAll(() => service[Symbol.asyncDispose]());

  it("end a batch as a whole, and in strict mode one record", async () => {
    await service.ask("PUT", "/rules/formulas/hungry", { source: "n == 2 ? 'x' * 100_000_000 : n" });
    const ask = (mode: string) =>
      service.ask("POST", "/evaluate", { records: [{ n: 1 }, { n: 2 }, { n: 3 }], formulas: ["hungry"], mode });
    expect(await ask("batch")).toMatchObject({ status: 422, body: { type: "urn:kobako:problem:memory-limit" } });
    expect((await ask("strict")).body).toMatchObject({
      results: [
        { values: { hungry: 1 } },
        { errors: { hungry: { class: "MemoryLimitError" } } },
        { values: { hungry: 3 } },
      ],
    });
  });

  it("end an endless record in strict mode, and the others have their values", async () => {
    await service.ask("PUT", "/rules/formulas/endless", { source: "loop {} if n == 2\nn" });
    const { body } = await service.ask("POST", "/evaluate", {
      records: [{ n: 1 }, { n: 2 }, { n: 3 }],
      formulas: ["endless"],
      mode: "strict",
    });
    expect(body).toMatchObject({
      results: [
        { values: { endless: 1 } },
        { errors: { endless: { class: "FuelExhaustedError" } } },
        { values: { endless: 3 } },
      ],
    });
  });

  it("leave the event loop to others while a tenant's many rules are compiled", async () => {
    for (let index = 0; index < 20; index += 1)
      expect((await service.ask("PUT", `/rules/formulas/long_${index}`, { source: "n" }, "globex-key")).status).toBe(
        200,
      );
    let turns = 0;
    let isMade = false;
    const turn = (): void => {
      turns += 1;
      if (!isMade) setImmediate(turn);
    };
    // However fast rules compile here: on this clock each takes a few milliseconds.
    let time = performance.now();
    const clock = vi.spyOn(performance, "now").mockImplementation(() => (time += 3));
    setImmediate(turn);
    const sandbox = await service.app.get(TenantSandboxes).get("globex");
    isMade = true;
    clock.mockRestore();
    expect(turns).toBeGreaterThanOrEqual(5);
    expect(sandbox.memoryLimit).toBe(LIMITS.sandbox.memoryLimit);
  });

  it("a client that leaves ends its evaluation, in both modes", async () => {
    for (const mode of ["batch", "strict"]) {
      await service.ask("PUT", "/rules/formulas/endless", { source: "loop {}" });
      const ended = invocationEnds();
      const controller = new AbortController();
      const body = JSON.stringify({ records: Array(10_000).fill({}), formulas: ["endless"], mode });
      const headers = { authorization: `Bearer ${EXAMPLE_KEY}`, "content-type": "application/json" };
      const answer = fetch(`${service.address}/evaluate`, { method: "POST", headers, body, signal: controller.signal });
      await vi.waitUntil(() => ended.started > 0, { timeout: 60_000, interval: 5 });
      controller.abort();
      await expect(answer).rejects.toThrow();
      await vi.waitUntil(() => ended.tags.includes("AbortedError"), { timeout: 60_000, interval: 5 });
      ended[Symbol.dispose]();
    }
  });
});

/** What the process's invocations end in from now on. */
function invocationEnds(): Disposable & { started: number; readonly tags: string[] } {
  const [started, ended] = [channel("tracing:kobako:invocation:start"), channel("tracing:kobako:invocation:end")];
  const seen = { started: 0, tags: [] as string[] };
  const start = (): void => void (seen.started += 1);
  const end = (trace: unknown): void => {
    const { error } = trace as { readonly error?: { readonly _tag?: string } };
    if (error?._tag !== undefined) seen.tags.push(error._tag);
  };
  started.subscribe(start);
  ended.subscribe(end);
  const stop = (): void => {
    started.unsubscribe(start);
    ended.unsubscribe(end);
  };
  return Object.assign(seen, { [Symbol.dispose]: stop });
}
