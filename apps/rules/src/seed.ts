import { Database } from "./database/database.ts";
import { RuleStore } from "./rules/rule-store.ts";
import { newKey, Tenants } from "./tenants/tenants.ts";
import type { INestApplication } from "@nestjs/common";

const FORMULAS: Readonly<Record<string, string>> = {
  subtotal: "price * quantity",
  discount: `# Customers are stored records: PUT /records/:id\ncustomer = Records.find(record["customer"].to_s)\n(customer && customer["discount"]) || 0`,
  total: "(subtotal * (1 - discount)).round(2)",
  total_in_usd: `(total * Books.get("rates", "USD")).round(2)`,
};

const FILTERS: Readonly<Record<string, string>> = {
  large_order: "total >= 100",
  teas_to_france: `product.start_with?("tea") && country == "FR"`,
};

/**
 * Gives a database without tenants an example: `acme`, with rules and what they look up.
 *
 * @returns the tenant's key; `undefined` where there are tenants already
 */
export function seed(app: INestApplication, key: string = newKey()): string | undefined {
  const tenants = app.get(Tenants);
  if (tenants.any() || !tenants.add({ id: "acme", name: "Acme Trading" }, key)) return undefined;
  const rules = app.get(RuleStore);
  for (const [name, source] of Object.entries(FORMULAS)) rules.put("acme", "formulas", name, source);
  for (const [name, source] of Object.entries(FILTERS)) rules.put("acme", "filters", name, source);
  const { connection } = app.get(Database);
  connection
    .prepare("INSERT INTO entries (tenant, book, key, value) VALUES (?, ?, ?, ?)")
    .run("acme", "rates", "USD", "1.16");
  connection
    .prepare("INSERT INTO records (tenant, id, fields) VALUES (?, ?, ?)")
    .run("acme", "customer-7", JSON.stringify({ name: "Ann", discount: 0.1 }));
  return key;
}
