import { respondToGuest } from "./respond-to-guest.ts";

/** What `sandbox.define("KV")` gives: a place to bind Services one level down. */
export class Namespace {
  /** The constant that the guest sees as a module. */
  readonly name: string;
  readonly #bind: (path: string, target: [unknown?]) => void;

  constructor(name: string, bind: (path: string, target: [unknown?]) => void) {
    this.name = name;
    this.#bind = bind;
  }

  /**
   * Binds `target` at `name` below this namespace; without a target, reserves the path for `options.bind`.
   *
   * @example `sandbox.define("KV").bind("Lookup", (key) => store.get(key)).bind("Size", () => store.size)`
   * @throws TypeError, ArgumentError as `sandbox.bind` does
   */
  bind(name: string, ...target: [unknown?]): this {
    if (typeof name !== "string") throw new TypeError("the name of a Service must be a string");
    this.#bind(`${this.name}::${name}`, target);
    return this;
  }

  /** A script that is handed a Namespace can bind nothing with it. */
  [respondToGuest](): boolean {
    return false;
  }
}
