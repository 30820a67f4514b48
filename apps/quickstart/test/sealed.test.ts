import { assertSealed } from "@kobako/host/testing";
import { expect, test } from "vitest";
import { createOrderSandbox } from "../src/order-sandbox.ts";
import { loadOrders } from "../src/orders/load-orders.ts";
import { LogSink } from "../src/services/log-sink.ts";
import { OrderStore } from "../src/services/order-store.ts";

test("what the scripts of this app can reach is sealed", async () => {
  const { surface } = await assertSealed(createOrderSandbox(new OrderStore(loadOrders()), new LogSink()));
  expect(surface).toEqual({
    "Orders::Store": ["all", "find", "withStatus", "hold"],
    "Rates::Lookup": ["call"],
    "Log::Sink": ["call"],
  });
});
