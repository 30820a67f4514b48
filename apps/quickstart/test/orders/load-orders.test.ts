import { describe, expect, test } from "vitest";
import { loadOrders } from "../../src/orders/load-orders.ts";

const orders = loadOrders();

describe("the data set", () => {
  test("has hundreds of orders under ids of their own, in the order of their dates", () => {
    expect(orders).toHaveLength(280);
    expect(new Set(orders.map(({ id }) => id)).size).toBe(280);
    const dates = orders.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    expect(dates.every((date) => /^2026-0[1-6]-\d\d$/.test(date))).toBe(true);
  });

  test("has lines with whole amounts and whole quantities", () => {
    const lines = orders.flatMap((order) => order.lines);
    expect(lines).toHaveLength(692);
    for (const { price, quantity } of lines) {
      expect(Number.isSafeInteger(price) && price > 0).toBe(true);
      expect(Number.isSafeInteger(quantity) && quantity > 0).toBe(true);
    }
  });

  test("has several currencies, regions, customers and statuses", () => {
    const distinct = (key: "currency" | "region" | "customer" | "status") => new Set(orders.map((order) => order[key]));
    expect([...distinct("currency")].sort()).toEqual(["CHF", "EUR", "GBP", "PLN", "SEK", "USD"]);
    expect(distinct("region").size).toBe(6);
    expect(distinct("customer").size).toBe(24);
    expect([...distinct("status")].sort()).toEqual(["cancelled", "paid", "pending", "refunded", "shipped"]);
  });

  test("keeps the letters and quotes of names", () => {
    expect(orders.some(({ customer }) => customer === "Kavárna Modrý Džbán")).toBe(true);
    expect(orders.some(({ lines }) => lines.some(({ product }) => product === 'Tray, oak, 12"'))).toBe(true);
  });
});
