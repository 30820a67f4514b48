/** From a tenant's side: what its rules could do to others, to the host, and to the service. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PLATFORMS, Service } from "./service.ts";

async function value(
  service: Service,
  source: string,
  key?: string,
  records: unknown = [{}],
  mode = "batch",
): Promise<unknown> {
  const kept = await service.ask("PUT", "/rules/formulas/attack", { source }, key);
  expect(kept.status, kept.text).toBe(200);
  return (await service.ask("POST", "/evaluate", { records, formulas: ["attack"], mode }, key)).body;
}

describe.each(PLATFORMS)("on %s", (platform) => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start(platform);
  });
  afterAll(() => service[Symbol.asyncDispose]());

  it("a tenant's rows, rules and books are its own", async () => {
    const globex = "globex-key";
    expect(
      await value(
        service,
        `[Records.find("customer-7"), Books.get("rates", "USD"), Books.keys("rates"), Records.count]`,
        globex,
      ),
    ).toMatchObject({
      results: [{ values: { attack: [null, null, [], 0] } }],
    });
    expect((await service.ask("GET", "/rules", undefined, globex)).body).toMatchObject([{ name: "attack" }]);
    expect((await service.ask("GET", "/records/customer-7", undefined, globex)).status).toBe(404);
    await service.ask("PUT", "/records/customer-7", { name: "Bob" }, globex);
    await service.ask("DELETE", "/rules/formulas/total", undefined, globex);
    expect((await service.ask("GET", "/records/customer-7")).body).toMatchObject({ name: "Ann" });
    expect((await service.ask("GET", "/rules/formulas/total")).status).toBe(200);
  });

  it("tenants that evaluate at once do not see each other", async () => {
    const tenants = ["acme-example-key", "globex-key"];
    for (const key of tenants) {
      await service.ask("PUT", "/books/me/key", { value: key }, key);
      await service.ask(
        "PUT",
        "/rules/formulas/me",
        { source: `$seen = ($seen || []) + [Books.get("me", "key")]; $seen` },
        key,
      );
    }
    const asked = Array.from({ length: 20 }, (_, index) => tenants[index % 2] ?? "");
    const answers = asked.map(async (key) =>
      service.ask("POST", "/evaluate", { records: [{}], formulas: ["me"], mode: "strict" }, key),
    );
    for (const [index, { body }] of (await Promise.all(answers)).entries())
      expect(body).toMatchObject({ results: [{ values: { me: [asked[index]] } }] });
  });

  it.each([
    `Records.find("' OR '1'='1")`,
    `Records.find("x'; DROP TABLE records; --")`,
    `Books.get("rates' UNION SELECT key_hash FROM tenants --", "USD")`,
  ])("%s is a name like any other", async (source) => {
    expect(await value(service, source)).toMatchObject({ results: [{ values: { attack: null } }] });
    expect((await service.ask("GET", "/records/customer-7")).status).toBe(200);
  });

  it.each([
    `Records.find({ "$gt" => "" })`,
    `Records.find(nil)`,
    `Records.find(["customer-7"])`,
    `Books.get("rates")`,
    `Books.get("rates", :USD)`,
  ])("%s is refused by its declaration", async (source) => {
    expect(await value(service, source)).toMatchObject({
      results: [{ errors: { attack: { class: "Kobako::ServiceError" } } }],
    });
  });

  it("no host object is behind a guest service, whatever it is asked", async () => {
    const names =
      `put remove database tenant connection constructor prototype __proto__ then toString valueOf onModuleInit moduleRef
      hasOwnProperty __defineGetter__ call apply bind request`.split(/\s+/);
    const source = `%w[${names.join(" ")}].map { |name| begin; Records.public_send(name); rescue NoMethodError, Kobako::ServiceError => e; "refused"; end }`;
    expect(await value(service, source)).toMatchObject({
      results: [{ values: { attack: names.map(() => "refused") } }],
    });
    const direct = names.map((name) => `(Records.${name} rescue "refused")`).join(", ");
    expect(await value(service, `[${direct}]`)).toMatchObject({
      results: [{ values: { attack: names.map(() => "refused") } }],
    });
  });

  it("keys that mean something to JavaScript are data, or refused", async () => {
    const records = `[{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":1,"n":1}]`;
    await service.ask("PUT", "/rules/formulas/attack", {
      source: `{ "__proto__" => { "polluted" => n }, "constructor" => 1, "then" => 2 }`,
    });
    const { status, text } = await service.ask(
      "POST",
      "/evaluate",
      `{"records":${records},"formulas":["attack"],"__proto__":{"mode":"strict"}}`,
    );
    // Fastify refuses such a body as a whole.
    expect(platform === "express" ? 200 : 400).toBe(status);
    if (platform === "express")
      expect(text).toContain(`"attack":{"__proto__":{"polluted":1},"constructor":1,"then":2}`);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect((await service.ask("POST", "/evaluate", { records: [{ n: 1 }], formulas: ["__proto__"] })).status).toBe(404);
    expect((await service.ask("POST", "/evaluate", { records: [{ n: 1 }], formulas: ["constructor"] })).status).toBe(
      404,
    );
  });

  it("rules that rewrite how rules are evaluated break their own answer, and nothing after it", async () => {
    for (const source of [
      "Array.define_method(:map) { :nothing }",
      "Record.define_method(:__result) { |_| [true, Object] }",
      "Record.define_method(:__result) { |_| { then: 1 } }",
      "Object.define_method(:==) { |_| raise 'never equal' }",
      "Record.define_method(:__send__) { |*| 1 }",
      "raise Class.new(StandardError) { def message; Object.new; end }",
      "raise Class.new(StandardError) { def message; loop {}; end } if false; exit rescue throw :x",
    ]) {
      const answer = (await value(service, source, undefined, [{}, {}])) as { status?: number; results?: unknown };
      expect([200, 422], source).toContain(answer.status ?? 200);
    }
    expect(
      (await service.ask("POST", "/evaluate", { records: [{ price: 2, quantity: 3 }], formulas: ["subtotal"] })).body,
    ).toMatchObject({
      results: [{ values: { subtotal: 6 } }],
    });
  });

  it("what one record changes, the next one in strict mode does not see", async () => {
    const source = `seen = [$seen, "".respond_to?(:left)]; $seen = n; String.define_method(:left) { 1 }; seen`;
    const records = [{ n: 1 }, { n: 2 }];
    const fresh = { values: { attack: [null, false] } };
    expect(await value(service, source, undefined, records, "strict")).toMatchObject({ results: [fresh, fresh] });
    // In a batch it does: this is what the strict mode is there for.
    expect(await value(service, source, undefined, records)).toMatchObject({
      results: [fresh, { values: { attack: [1, true] } }],
    });
  });

  it("no answer tells of the host: paths, stacks, SQL", async () => {
    const answers = [
      await service.ask("POST", "/evaluate", { records: 5 }),
      await service.ask("PUT", "/rules/formulas/x", { source: 5 }),
      await service.ask("GET", "/records/%FF"),
      await service.ask("GET", "/nowhere"),
      await service.ask("POST", "/evaluate", { records: [{}], formulas: ["total"] }),
      await service.ask("PUT", "/records/big", { n: "x" }),
    ];
    for (const { status, text } of answers) {
      expect(status).toBeLessThan(500);
      expect(text).not.toMatch(/node_modules|\.ts\b|SELECT|INSERT|sqlite|\/(?:home|tmp|usr)\//i);
    }
  });
});
