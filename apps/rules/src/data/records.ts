import { RefusedRequestError } from "@kobako/host/http";
import { GuestMethod, GuestService } from "@kobako/nest";
import { Scope } from "@nestjs/common";
import { z } from "zod";
import { Database } from "../database/database.ts";
import { LIMITS } from "../limits.ts";
import { CurrentTenant } from "../tenants/current-tenant.ts";

/** A record as it came: a JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Records that were stored, for formulas that look at another one: `Records.find("customer-7")["discount"]`. */
@GuestService("Records", { scope: Scope.REQUEST })
export class Records {
  constructor(
    private readonly database: Database,
    private readonly tenant: CurrentTenant,
  ) {}

  @GuestMethod({ args: [z.string()] })
  find(id: string): Fields | null {
    const row = this.database
      .statement("SELECT fields FROM records WHERE tenant = ? AND id = ?")
      .get(this.tenant.id, id);
    return row === undefined ? null : (JSON.parse(String(row["fields"])) as Fields);
  }

  @GuestMethod()
  count(): number {
    const row = this.database.statement("SELECT count(*) AS n FROM records WHERE tenant = ?").get(this.tenant.id);
    return Number(row?.["n"]);
  }

  /** @throws RefusedRequestError (413 for a record that is too long, 409 for one too many) */
  put(id: string, fields: Fields): void {
    const text = JSON.stringify(fields);
    if (text.length > LIMITS.stored.record)
      throw new RefusedRequestError(413, { detail: `a stored record has at most ${LIMITS.stored.record} characters` });
    if (this.find(id) === null && this.count() >= LIMITS.stored.records) {
      const title = `A tenant keeps at most ${LIMITS.stored.records} records`;
      throw new RefusedRequestError(409, { slug: "too-many-records", title });
    }
    this.database
      .statement(
        "INSERT INTO records (tenant, id, fields) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET fields = excluded.fields",
      )
      .run(this.tenant.id, id, text);
  }

  remove(id: string): boolean {
    return (
      this.database.statement("DELETE FROM records WHERE tenant = ? AND id = ?").run(this.tenant.id, id).changes > 0
    );
  }
}
