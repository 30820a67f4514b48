import { setTimeout } from "node:timers/promises";
import { requireText } from "./require-text.ts";

/** What one euro costs: the fixed rates that make the reports repeatable. */
const PER_EURO = new Map([
  ["EUR", 1],
  ["USD", 1.09],
  ["GBP", 0.86],
  ["SEK", 11.2],
  ["CHF", 0.95],
  ["PLN", 4.3],
]);

/** As long as a near-by server would take. */
const DELAY_MS = 3;

/** The provider has no rate for a currency. A script sees this class's name and message, and nothing else of it. */
export class UnknownCurrency extends Error {
  override readonly name = "UnknownCurrency";
}

/** `Rates::Lookup`: what one unit of `from` is worth in `to`. The guest waits for the Promise; the event loop does not. */
export async function lookUpRate(from: string, to: string): Promise<number> {
  await setTimeout(DELAY_MS);
  return perEuro(to) / perEuro(from);
}

function perEuro(currency: string): number {
  const rate = PER_EURO.get(requireText(currency, "a currency"));
  if (rate === undefined) throw new UnknownCurrency(`no rate for ${currency}`);
  return rate;
}
