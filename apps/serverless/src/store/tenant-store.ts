import { createHash, randomBytes } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { transact } from "./database.ts";

/** Who uploads and calls functions. */
export interface Tenant {
  readonly id: number;
  readonly name: string;
}

/** How long a key is taken without looking again: after that, another process's `--add-tenant` has voided it. */
const REMEMBERED_MS = 1_000;
const MAX_REMEMBERED = 10_000;

/** Tenants and the hashes of their API keys; a key itself is stored nowhere. */
export class TenantStore {
  readonly #database: DatabaseSync;
  readonly #byKey: StatementSync;
  readonly #remembered = new Map<string, { readonly tenant: Tenant; readonly until: number }>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#byKey = database.prepare(
      "SELECT t.id, t.name FROM api_keys k JOIN tenants t ON t.id = k.tenant WHERE k.hash = ?",
    );
  }

  /** Whose key this is. Finding a hash tells nothing about other keys, in whatever time. */
  findByKey(key: string): Tenant | undefined {
    const now = performance.now();
    const known = this.#remembered.get(key);
    if (known !== undefined && now < known.until) return known.tenant;
    this.#remembered.delete(key);
    const tenant = this.#byKey.get(hashOf(key)) as unknown as Tenant | undefined;
    if (tenant === undefined) return undefined;
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(key, { tenant, until: now + REMEMBERED_MS });
    return tenant;
  }

  /** The tenant of that name, made when there is none; all its former keys are void from now on. */
  issueKey(name: string, key: string = makeKey()): { readonly tenant: Tenant; readonly key: string; isNew: boolean } {
    this.#remembered.clear();
    return transact(this.#database, () => {
      const now = Date.now();
      const insert = "INSERT INTO tenants (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING";
      const { changes } = this.#database.prepare(insert).run(name, now);
      const found = this.#database.prepare("SELECT id, name FROM tenants WHERE name = ?").get(name);
      const tenant = found as unknown as Tenant;
      this.#database.prepare("DELETE FROM api_keys WHERE tenant = ?").run(tenant.id);
      this.#database.prepare("INSERT INTO api_keys VALUES (?, ?, ?)").run(hashOf(key), tenant.id, now);
      return { tenant, key, isNew: changes > 0 };
    });
  }
}

/** 256 bits of entropy: a fast hash is enough, there is nothing to guess. */
function makeKey(): string {
  return `kbk_${randomBytes(32).toString("base64url")}`;
}

function hashOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
