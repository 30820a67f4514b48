import { parseArgs } from "node:util";
import { createApplication } from "./create-application.ts";
import type { Mode } from "./evaluation/evaluator.ts";
import { seed } from "./seed.ts";

// Over HTTP on loopback, in one process: parsing, validating and answering are part of the figure.
const { values } = parseArgs({
  options: { records: { type: "string", default: "2000" }, rounds: { type: "string", default: "15" } },
});
const count = Number(values.records);
const rounds = Number(values.rounds);

const records = Array.from({ length: count }, (_, index) => ({
  product: `tea ${index % 17}`,
  price: 1 + (index % 100) / 4,
  quantity: 1 + (index % 9),
  customer: "customer-7",
  country: index % 3 === 0 ? "FR" : "DE",
}));

const app = await createApplication({ database: ":memory:", quiet: true });
const key = seed(app);
await app.listen(0, "127.0.0.1");
const address = await app.getUrl();

const CASES: readonly (readonly [what: string, formulas: readonly string[], mode: Mode])[] = [
  ["price * quantity", ["subtotal"], "batch"],
  ["price * quantity", ["subtotal"], "strict"],
  ["all four, with look-ups in the database", ["subtotal", "discount", "total", "total_in_usd"], "batch"],
  ["all four, with look-ups in the database", ["subtotal", "discount", "total", "total_in_usd"], "strict"],
];

console.log(`${count} records per request, median of ${rounds} requests\n`);
for (const [what, formulas, mode] of CASES) {
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let round = -2; round < rounds; round += 1) {
    const elapsed = await timeOf({ records, formulas, mode });
    if (round >= 0) times.push(elapsed);
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / (count * formulas.length * (rounds + 2));
  const perSecond = Math.round((count * formulas.length * 1_000) / median).toLocaleString("en");
  console.log(
    `${mode.padEnd(6)}  ${perSecond.padStart(9)} formulas/s  ${median.toFixed(1).padStart(7)} ms  ${cpu.toFixed(1).padStart(6)} µs CPU each  ${what}`,
  );
}
await app.close();

async function timeOf(body: object): Promise<number> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const start = performance.now();
  const response = await fetch(`${address}/evaluate`, { method: "POST", headers, body: JSON.stringify(body) });
  const { results } = (await response.json()) as { results: readonly { readonly errors?: unknown }[] };
  if (results.length !== count || results.some(({ errors }) => errors !== undefined))
    throw new Error("not every record has a value");
  return performance.now() - start;
}
