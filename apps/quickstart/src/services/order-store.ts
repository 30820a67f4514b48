import { ArgumentError } from "@kobako/host";
import type { Order } from "../orders/order.ts";
import { Hold } from "./hold.ts";
import { requireText } from "./require-text.ts";

/**
 * `Orders::Store`. A guest may call the methods of this class (in Ruby's spelling, `with_status`, as well) and nothing else
 * of it: the fields are private, and whatever is not listed here does not exist for a script.
 */
export class OrderStore {
  readonly #orders: ReadonlyMap<string, Order>;

  constructor(orders: readonly Order[]) {
    this.#orders = new Map(orders.map((order) => [order.id, order]));
  }

  all(): Order[] {
    return [...this.#orders.values()];
  }

  find(id: string): Order | undefined {
    return this.#orders.get(id);
  }

  withStatus(...statuses: string[]): Order[] {
    return this.all().filter((order) => statuses.includes(order.status));
  }

  /** A host object: the guest gets a Handle for it. */
  hold(id: string): Hold {
    const order = this.#orders.get(requireText(id, "the order"));
    if (order === undefined) throw new ArgumentError(`there is no order ${id}`);
    if (order.status !== "pending") throw new ArgumentError(`order ${id} is ${order.status} already`);
    return new Hold(id);
  }
}
