import { ArgumentError } from "@kobako/host";
import type { DatabaseSync } from "node:sqlite";

const MAX_KEYS = 1_000;
const MAX_KEY = 200;
const MAX_VALUE = 16_384;

/** Where a tenant's key-value pairs are. */
export interface Pairs {
  get(key: string): string | undefined;
  set(key: string, value: string): unknown;
  delete(key: string): boolean;
  readonly size: number;
}

/** The Service `KV`: what functions of one tenant remember between calls. */
export class KeyValues {
  readonly #pairs: Pairs;

  constructor(pairs: Pairs) {
    this.#pairs = pairs;
  }

  get(key: unknown): string | null {
    return this.#pairs.get(requireText(key, "key", MAX_KEY)) ?? null;
  }

  set(key: unknown, value: unknown): string {
    const name = requireText(key, "key", MAX_KEY);
    const text = requireText(value, "value", MAX_VALUE);
    if (this.#pairs.size >= MAX_KEYS && this.#pairs.get(name) === undefined)
      throw new ArgumentError(`a tenant keeps at most ${MAX_KEYS} keys`);
    this.#pairs.set(name, text);
    return text;
  }

  delete(key: unknown): boolean {
    return this.#pairs.delete(requireText(key, "key", MAX_KEY));
  }

  /** Adds to a whole number, in one step for all callers. */
  increment(key: unknown, by: unknown = 1): number {
    if (typeof by !== "number" || !Number.isSafeInteger(by)) throw new ArgumentError("by must be an Integer");
    const sum = Number(this.get(key) ?? 0) + by;
    if (!Number.isSafeInteger(sum)) throw new ArgumentError("the value is no Integer, or too large");
    this.set(key, String(sum));
    return sum;
  }
}

function requireText(value: unknown, what: string, limit: number): string {
  if (typeof value !== "string") throw new ArgumentError(`${what} must be a String`);
  if (value.length > limit) throw new ArgumentError(`${what} is longer than ${limit} characters`);
  return value;
}

/** A tenant's pairs in the database. */
export function storedPairs(database: DatabaseSync, tenant: number): Pairs {
  const get = database.prepare("SELECT value FROM key_values WHERE tenant = ? AND key = ?");
  const set = database.prepare(
    "INSERT INTO key_values VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  );
  const remove = database.prepare("DELETE FROM key_values WHERE tenant = ? AND key = ?");
  const count = database.prepare("SELECT count(*) AS size FROM key_values WHERE tenant = ?");
  return {
    get: (key) => get.get(tenant, key)?.["value"] as string | undefined,
    set: (key, value) => void set.run(tenant, key, value),
    delete: (key) => remove.run(tenant, key).changes > 0,
    get size() {
      return Number(count.get(tenant)?.["size"]);
    },
  };
}
