import { respondToGuest } from "../services/respond-to-guest.ts";

/** A host object that a Service gets where it may expect data. It notices when it is turned into text or a number, or awaited. */
export class Spy {
  /** What was done with it. */
  static readonly seen = new Set<string>();

  toString(): string {
    Spy.seen.add("toString");
    return "spy";
  }

  valueOf(): number {
    Spy.seen.add("valueOf");
    return 1;
  }

  toJSON(): string {
    Spy.seen.add("toJSON");
    return "spy";
  }

  [Symbol.toPrimitive](): string {
    Spy.seen.add("Symbol.toPrimitive");
    return "spy";
  }

  [Symbol.iterator](): Iterator<never> {
    Spy.seen.add("Symbol.iterator");
    return [][Symbol.iterator]();
  }

  [respondToGuest](): boolean {
    return false;
  }
}
