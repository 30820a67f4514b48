import { MEMORY_LIMIT_BYTES, SNIPPETS, TIMEOUT_MS } from "../order-sandbox.ts";
import type { Order } from "../orders/order.ts";
import { bytes, count } from "./quantities.ts";
import type { Terminal } from "./terminal.ts";
import { clip, wrap } from "./text-width.ts";

/** What the scripts are given, and what holds them. */
export function printOpening(terminal: Terminal, orders: readonly Order[]): void {
  terminal.line(terminal.paint("bold", "kobako quickstart"));
  const sentence =
    "Untrusted Ruby, run inside this Node process, over a wholesaler's orders. It reaches the Services below and nothing else.";
  for (const line of wrap(sentence, terminal.width)) terminal.line(line);
  terminal.line();
  const facts = {
    data: dataFacts(orders),
    services: "Orders::Store, Rates::Lookup (asynchronous), Log::Sink",
    snippets: SNIPPETS.map((name) => `${name}.rb`).join(", "),
    limits: `${TIMEOUT_MS / 1_000} s and ${bytes(MEMORY_LIMIT_BYTES)} for each invocation`,
  };
  for (const [name, fact] of Object.entries(facts)) {
    terminal.line(`  ${terminal.paint("dim", name.padEnd(8))}  ${clip(fact, terminal.width - 12)}`);
  }
}

function dataFacts(orders: readonly Order[]): string {
  const lines = orders.reduce((total, order) => total + order.lines.length, 0);
  const distinct = (key: "customer" | "region" | "currency"): string =>
    count(new Set(orders.map((order) => order[key])).size);
  const facts = [
    `${count(orders.length)} orders with ${count(lines)} lines`,
    `${distinct("customer")} customers`,
    `${distinct("region")} regions`,
    `${distinct("currency")} currencies`,
  ];
  return facts.join(", ");
}
