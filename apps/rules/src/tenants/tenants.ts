import { createHash, randomBytes } from "node:crypto";
import { Injectable } from "@nestjs/common";
import { Database } from "../database/database.ts";

/** A customer of the service, whose rules, records and books nobody else reaches. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
}

const BEARER = /^Bearer ([\w-]{1,100})$/i;

/** Who may use the service. Keys are kept as digests. */
@Injectable()
export class Tenants {
  constructor(private readonly database: Database) {}

  /** @param authorization the header of that name */
  byAuthorization(authorization: string | undefined): Tenant | undefined {
    const key = BEARER.exec(authorization ?? "")?.[1];
    return key === undefined ? undefined : this.byKey(key);
  }

  private byKey(key: string): Tenant | undefined {
    const row = this.database.statement("SELECT id, name FROM tenants WHERE key_hash = ?").get(digest(key));
    return row === undefined ? undefined : { id: String(row["id"]), name: String(row["name"]) };
  }

  /** Whether there are tenants at all. */
  any(): boolean {
    return this.database.statement("SELECT 1 FROM tenants LIMIT 1").get() !== undefined;
  }

  /** Adds a tenant, unless it is there. Gives whether it was added. */
  add({ id, name }: Tenant, key: string): boolean {
    const added = this.database
      .statement("INSERT INTO tenants (id, name, key_hash) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
      .run(id, name, digest(key));
    return added.changes > 0;
  }
}

/** A key that nobody guesses. */
export function newKey(): string {
  return randomBytes(24).toString("base64url");
}

function digest(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
