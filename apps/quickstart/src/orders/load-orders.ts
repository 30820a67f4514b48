import { readFileSync } from "node:fs";
import { parseCsv } from "./csv.ts";
import type { Order, OrderLine } from "./order.ts";

/** The data set that this app ships: one row per order line, the lines of an order together. */
const ORDERS_FILE = new URL("../../data/orders.csv", import.meta.url);

export function loadOrders(file: URL = ORDERS_FILE): Order[] {
  const orders = new Map<string, Order & { readonly lines: OrderLine[] }>();
  for (const row of parseCsv(readFileSync(file, "utf8"))) {
    const { order: id = "", date = "", customer = "", region = "", currency = "", status = "" } = row;
    let order = orders.get(id);
    if (order === undefined) orders.set(id, (order = { id, date, customer, region, currency, status, lines: [] }));
    order.lines.push({
      sku: row["sku"] ?? "",
      product: row["product"] ?? "",
      quantity: Number(row["quantity"]),
      price: Math.round(Number(row["price"]) * 100),
    });
  }
  return [...orders.values()];
}
