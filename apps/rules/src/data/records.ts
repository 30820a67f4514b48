import { GuestMethod, GuestService } from "@kobako/nest";
import { Scope } from "@nestjs/common";
import { z } from "zod";
import { Database } from "../database/database.ts";
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
    const row = this.database.connection
      .prepare("SELECT fields FROM records WHERE tenant = ? AND id = ?")
      .get(this.tenant.id, id);
    return row === undefined ? null : (JSON.parse(String(row["fields"])) as Fields);
  }

  @GuestMethod()
  count(): number {
    const row = this.database.connection
      .prepare("SELECT count(*) AS n FROM records WHERE tenant = ?")
      .get(this.tenant.id);
    return Number(row?.["n"]);
  }

  put(id: string, fields: Fields): void {
    this.database.connection
      .prepare(
        "INSERT INTO records (tenant, id, fields) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET fields = excluded.fields",
      )
      .run(this.tenant.id, id, JSON.stringify(fields));
  }

  remove(id: string): boolean {
    return (
      this.database.connection.prepare("DELETE FROM records WHERE tenant = ? AND id = ?").run(this.tenant.id, id)
        .changes > 0
    );
  }
}
