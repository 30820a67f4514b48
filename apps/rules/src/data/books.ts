import { RefusedRequestError } from "@kobako/host/http";
import { GuestMethod, GuestService } from "@kobako/nest";
import { Scope } from "@nestjs/common";
import { z } from "zod";
import { Database } from "../database/database.ts";
import { LIMITS } from "../limits.ts";
import { CurrentTenant } from "../tenants/current-tenant.ts";

/** What a book holds under a key. */
export type Entry = string | number | boolean;

/** Look-up tables, such as exchange rates or price lists. Formulas read them as `Books.get("rates", "USD")`. */
@GuestService("Books", { scope: Scope.REQUEST })
export class Books {
  constructor(
    private readonly database: Database,
    private readonly tenant: CurrentTenant,
  ) {}

  @GuestMethod({ args: [z.string(), z.string()] })
  get(book: string, key: string): Entry | null {
    const row = this.database
      .statement("SELECT value FROM entries WHERE tenant = ? AND book = ? AND key = ?")
      .get(this.tenant.id, book, key);
    return row === undefined ? null : (JSON.parse(String(row["value"])) as Entry);
  }

  @GuestMethod({ args: [z.string()] })
  keys(book: string): string[] {
    return this.database
      .statement("SELECT key FROM entries WHERE tenant = ? AND book = ? ORDER BY key")
      .all(this.tenant.id, book)
      .map((row) => String(row["key"]));
  }

  /** @throws RefusedRequestError (409) for one entry too many */
  put(book: string, key: string, value: Entry): void {
    if (this.get(book, key) === null) this.requireRoom();
    this.database
      .statement(
        "INSERT INTO entries (tenant, book, key, value) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
      )
      .run(this.tenant.id, book, key, JSON.stringify(value));
  }

  private requireRoom(): void {
    const row = this.database.statement("SELECT count(*) AS n FROM entries WHERE tenant = ?").get(this.tenant.id);
    if (Number(row?.["n"]) < LIMITS.stored.entries) return;
    const title = `A tenant keeps at most ${LIMITS.stored.entries} entries in its books`;
    throw new RefusedRequestError(409, { slug: "too-many-entries", title });
  }
}
