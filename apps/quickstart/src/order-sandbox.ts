import { Sandbox } from "@kobako/host";
import { readRubyFile } from "./ruby-file.ts";
import type { LogSink } from "./services/log-sink.ts";
import type { OrderStore } from "./services/order-store.ts";
import { lookUpRate } from "./services/rates-lookup.ts";

/** Everything that a script of this app can reach outside itself, by the path that it uses. */
// A type alias, because only those are records: an interface could still gain members.
type OrderServices = {
  readonly "Orders::Store": OrderStore;
  readonly "Rates::Lookup": typeof lookUpRate;
  readonly "Log::Sink": LogSink["write"];
};

/** The entrypoints that the snippets define, as the functions they are to a caller of `run`. */
type OrderEntrypoints = {
  readonly Quote: (order: string) => {
    readonly order: string;
    readonly customer: string;
    readonly pieces: number;
    readonly total: number;
    readonly currency: string;
  };
  readonly MonthlySales: (region: string) => Readonly<Record<string, number>>;
};

export type OrderSandbox = Sandbox<OrderServices, OrderEntrypoints>;

export const TIMEOUT_MS = 2_000;
export const MEMORY_LIMIT_BYTES = 8 * 1024 * 1024;
export const SNIPPETS = ["pricing", "report"] as const;

/** A Sandbox with the Services bound and the Snippets preloaded: `pricing.rb` as `Pricing`, and so on. */
export function createOrderSandbox(orders: OrderStore, log: LogSink): OrderSandbox {
  const sandbox: OrderSandbox = new Sandbox({ timeout: TIMEOUT_MS, memoryLimit: MEMORY_LIMIT_BYTES });
  sandbox.bind("Orders::Store", orders).bind("Rates::Lookup", lookUpRate).bind("Log::Sink", log.write);
  for (const file of SNIPPETS) {
    sandbox.preload({
      name: file.replace(/^\w/, (letter) => letter.toUpperCase()),
      code: readRubyFile("snippets", file).source,
    });
  }
  return sandbox;
}
