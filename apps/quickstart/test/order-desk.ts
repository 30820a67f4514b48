import { Heartbeat } from "../src/heartbeat.ts";
import { createOrderSandbox } from "../src/order-sandbox.ts";
import { loadOrders } from "../src/orders/load-orders.ts";
import { LogSink } from "../src/services/log-sink.ts";
import { OrderStore } from "../src/services/order-store.ts";
import type { Step } from "../src/step.ts";
import { tour } from "../src/tour.ts";
import { type Visit, visit } from "../src/visit.ts";

export const orders = loadOrders();

const log = new LogSink();
export const sandbox = await createOrderSandbox(new OrderStore(orders), log).seal();

/** Takes a step of the tour on the real guest, as the program does. */
export async function take(title: string): Promise<Visit> {
  using heartbeat = new Heartbeat();
  return await visit(stepCalled(title), sandbox, log, heartbeat);
}

function stepCalled(title: string): Step {
  const step = tour.find((one) => one.title === title);
  if (step === undefined) throw new Error(`the tour has no step ${title}`);
  return step;
}
