import { describe, expect, test } from "vitest";
import { Hold } from "../src/services/hold.ts";
import { orders, sandbox, take } from "./order-desk.ts";
import { sales, totalIn, totals } from "./reference.ts";

describe("the scripts' values are what TypeScript works out on its own", () => {
  test("revenue-by-region.rb", async () => {
    const { execution, error } = await take("revenue-by-region.rb");
    expect(error).toBeUndefined();
    const expected = totals(sales(orders), ({ region }) => region);
    expect(execution.value).toEqual(expected);
    // The greatest first, in the value as in the table.
    const ranking = Object.entries(expected).sort(([, a], [, b]) => b - a);
    expect(Object.entries(execution.value as object)).toEqual(ranking);
    expect(
      execution.stdout
        .split("\n")
        .slice(1, -1)
        .map((line) => line.split("  ", 1)[0]),
    ).toEqual(ranking.map(([region]) => region));
  });

  test("top-customers.rb", async () => {
    const { execution } = await take("top-customers.rb");
    const ranking = Object.entries(totals(sales(orders), ({ customer }) => customer)).sort(([, a], [, b]) => b - a);
    expect(execution.value).toEqual(ranking.slice(0, 5));
  });

  test("bought-together.rb", async () => {
    const { execution } = await take("bought-together.rb");
    const counts = new Map<string, number>();
    for (const { lines } of orders) {
      const skus = lines.map(({ sku }) => sku).sort();
      skus.forEach((one, at) => {
        for (const other of skus.slice(at + 1)) {
          counts.set(`${one} + ${other}`, (counts.get(`${one} + ${other}`) ?? 0) + 1);
        }
      });
    }
    const ranking = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    expect(Object.entries(execution.value as object)).toEqual(ranking.slice(0, 4));
  });

  test("Quote", async () => {
    const order = orders.find(({ id }) => id === "KO-1004");
    if (order === undefined) throw new Error("the data set has no order KO-1004");
    expect((await take("Quote")).execution.value).toEqual({
      order: "KO-1004",
      customer: order.customer,
      pieces: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
      total: totalIn("USD", order),
      currency: "USD",
    });
  });

  test("every order's quote", async () => {
    for (const order of orders) {
      const { value } = await sandbox.run("Quote", [order.id], { kwargs: { currency: order.currency } });
      expect(value.total).toBe(totalIn(order.currency, order));
    }
  });

  test("MonthlySales", async () => {
    const nordic = sales(orders).filter(({ region }) => region === "Nordics");
    const { execution } = await take("MonthlySales");
    expect(execution.value).toEqual(totals(nordic, ({ date }) => date.slice(0, 7)));
  });
});

describe("review-large-orders.rb", () => {
  test("gives the host its own objects back, and what it noted on them", async () => {
    const { execution, log } = await take("review-large-orders.rb");
    const large = orders.filter((order) => order.status === "pending" && totalIn("EUR", order) > 400_00);
    const holds = execution.value as readonly Hold[];
    expect(holds.every((hold) => hold instanceof Hold)).toBe(true);
    expect(holds.map(({ order }) => order)).toEqual(large.map(({ id }) => id));
    expect(holds.map(({ notes }) => notes.length)).toEqual(large.map(() => 1));
    expect(holds[0]?.notes[0]).toMatch(/^EUR [\d,]+\.\d\d is over the limit$/);
    expect(log).toEqual(
      large.map(({ id, customer }) => ({ level: "warn", message: "on hold", fields: { order: id, customer } })),
    );
    expect(execution.usage.handles).toBe(large.length);
  });

  test("may rescue what a Service refuses", async () => {
    const { execution } = await take("review-large-orders.rb");
    expect(execution.stdout).toBe("The host refused: ArgumentError: order KO-1001 is shipped already\n");
  });
});

describe("break-out.rb", () => {
  test("reaches nothing", async () => {
    const { execution } = await take("break-out.rb");
    expect(execution.value).toEqual({ tried: 10, reached: [] });
    expect(execution.stdout).not.toContain("worked");
  });

  test("cannot tell a refused name from one that does not exist", async () => {
    const { execution } = await take("break-out.rb");
    const answers = new Map(execution.stdout.split("\n").map((line) => [line.slice(0, 21).trim(), line.slice(23)]));
    expect(answers.get("read a private field")).toBe("Kobako::ServiceError: no such Service or method");
    expect(answers.get("build a function")).toBe(answers.get("call an unbound name"));
    expect(answers.get("read a private field")).toBe(answers.get("call an unbound name"));
  });
});
