/** What rules can look up is bounded: a tenant's database does not grow without end. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { Database } from "../src/database/database.ts";
import { LIMITS } from "../src/limits.ts";
import { Service } from "./service.ts";

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service[Symbol.asyncDispose]());

/** Rows as if they had been put one by one. */
function fill(sql: string, count: number): void {
  const statement = service.app.get(Database).connection.prepare(sql);
  for (let index = 0; index < count; index += 1) statement.run(`filled-${index}`);
}

it("a record is bounded in size, and records in number; those that are there can be changed", async () => {
  const put = async (id: string, fields: object): Promise<number> =>
    (await service.ask("PUT", `/records/${id}`, fields)).status;
  expect(await put("large", { text: "x".repeat(LIMITS.stored.record) })).toBe(413);
  expect(await put("mine", { text: "x".repeat(1_000) })).toBe(204);
  fill("INSERT INTO records (tenant, id, fields) VALUES ('acme', ?, '{}')", LIMITS.stored.records - 2);
  expect(await service.ask("PUT", "/records/more", {})).toMatchObject({
    status: 409,
    body: { type: "urn:kobako:problem:too-many-records" },
  });
  expect(await put("mine", { text: "changed" })).toBe(204);
  expect((await service.ask("PUT", "/records/theirs", {}, "globex-key")).status).toBe(204);
  expect((await service.ask("DELETE", "/records/mine")).status).toBe(204);
  expect(await put("more", {})).toBe(204);
});

it("entries of books are bounded in number; those that are there can be changed", async () => {
  const put = (key: string): Promise<{ status: number; body: unknown }> =>
    service.ask("PUT", `/books/rates/${key}`, { value: 2 });
  fill("INSERT INTO entries (tenant, book, key, value) VALUES ('acme', 'filled', ?, '1')", LIMITS.stored.entries - 1);
  expect(await put("EUR")).toMatchObject({ status: 409, body: { type: "urn:kobako:problem:too-many-entries" } });
  expect((await put("USD")).status).toBe(204);
});
