import { Injectable } from "@nestjs/common";
import { Database } from "../database/database.ts";
import type { Rule, RuleKind } from "./rule.ts";

/** The rules of all tenants. */
@Injectable()
export class RuleStore {
  constructor(private readonly database: Database) {}

  all(tenant: string): readonly Rule[] {
    return this.database
      .statement("SELECT kind, name, source, version FROM rules WHERE tenant = ? ORDER BY kind, name")
      .all(tenant)
      .map(ruleOf);
  }

  /** The names of all rules of a kind. */
  names(tenant: string, kind: RuleKind): readonly string[] {
    return this.database
      .statement("SELECT name FROM rules WHERE tenant = ? AND kind = ? ORDER BY name")
      .all(tenant, kind)
      .map((row) => String(row["name"]));
  }

  find(tenant: string, kind: RuleKind, name: string): Rule | undefined {
    const row = this.database
      .statement("SELECT kind, name, source, version FROM rules WHERE tenant = ? AND kind = ? AND name = ?")
      .get(tenant, kind, name);
    return row === undefined ? undefined : ruleOf(row);
  }

  count(tenant: string): number {
    return Number(this.database.statement("SELECT count(*) AS n FROM rules WHERE tenant = ?").get(tenant)?.["n"]);
  }

  /** Keeps a rule, as a new version where there was one of the name. */
  put(tenant: string, kind: RuleKind, name: string, source: string): Rule {
    const row = this.database
      .statement(
        `INSERT INTO rules (tenant, kind, name, source, version) VALUES (?, ?, ?, ?, 1)
         ON CONFLICT DO UPDATE SET source = excluded.source, version = version + 1
         RETURNING kind, name, source, version`,
      )
      .get(tenant, kind, name, source);
    if (row === undefined) throw new Error("the rule was not kept");
    return ruleOf(row);
  }

  remove(tenant: string, kind: RuleKind, name: string): boolean {
    return (
      this.database.statement("DELETE FROM rules WHERE tenant = ? AND kind = ? AND name = ?").run(tenant, kind, name)
        .changes > 0
    );
  }
}

function ruleOf(row: Readonly<Record<string, unknown>>): Rule {
  const kind = row["kind"] === "filters" ? "filters" : "formulas";
  return { kind, name: String(row["name"]), source: String(row["source"]), version: Number(row["version"]) };
}
