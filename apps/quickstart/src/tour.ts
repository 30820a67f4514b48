import { script, type Step } from "./step.ts";

const quote: Step = {
  verb: "run",
  title: "Quote",
  about: `Called with ("KO-1004", currency: "USD"): what one order costs in a currency of the caller's choice.`,
  ending: "value",
  enter: (sandbox) => sandbox.run("Quote", ["KO-1004"], { kwargs: { currency: "USD" } }),
};

const monthlySales: Step = {
  verb: "run",
  title: "MonthlySales",
  about: `Called with ("Nordics"): a region's sales by month.`,
  ending: "value",
  enter: (sandbox) => sandbox.run("MonthlySales", ["Nordics"]),
};

/** What is run twice, to show that the second time starts from exactly the same state. */
export const repeated = script("revenue-by-region");

/** Every invocation, in order: the useful ones, one that looks for a way out, and three that fail. */
export const tour: readonly Step[] = [
  repeated,
  script("top-customers"),
  script("bought-together"),
  script("review-large-orders"),
  quote,
  monthlySales,
  script("break-out"),
  script("runaway-loop", "TimeoutError", { timeout: 400 }),
  script("memory-bomb", "MemoryLimitError"),
  script("failing-service", "ServiceError"),
];
