import type { Order } from "../src/orders/order.ts";

/** The rules of pricing.rb and the rates of `Rates::Lookup`, worked out a second time, in TypeScript. */
const PER_EURO: Readonly<Record<string, number>> = { EUR: 1, USD: 1.09, GBP: 0.86, SEK: 11.2, CHF: 0.95, PLN: 4.3 };

function percentOff(quantity: number): number {
  if (quantity >= 48) return 12;
  if (quantity >= 24) return 7;
  return quantity >= 12 ? 3 : 0;
}

/** In hundredths of `currency`. */
export function totalIn(currency: string, order: Order): number {
  const total = order.lines.reduce((sum, { quantity, price }) => {
    const gross = quantity * price;
    return sum + gross - Math.round((gross * percentOff(quantity)) / 100);
  }, 0);
  if (order.currency === currency) return total;
  return Math.round(total * ((PER_EURO[currency] ?? NaN) / (PER_EURO[order.currency] ?? NaN)));
}

export function sales(orders: readonly Order[]): Order[] {
  return orders.filter(({ status }) => status === "paid" || status === "shipped");
}

/** Key → sum of the orders' totals in euros. */
export function totals(orders: readonly Order[], keyOf: (order: Order) => string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const order of orders) sums[keyOf(order)] = (sums[keyOf(order)] ?? 0) + totalIn("EUR", order);
  return sums;
}
