import { DatabaseSync, type StatementSync } from "node:sqlite";
import { Injectable, type OnApplicationShutdown } from "@nestjs/common";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS tenants (id TEXT PRIMARY KEY, name TEXT NOT NULL, key_hash TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE IF NOT EXISTS rules (
    tenant TEXT NOT NULL REFERENCES tenants (id), kind TEXT NOT NULL, name TEXT NOT NULL,
    source TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (tenant, kind, name)) STRICT;
  CREATE TABLE IF NOT EXISTS records (
    tenant TEXT NOT NULL REFERENCES tenants (id), id TEXT NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (tenant, id)) STRICT;
  CREATE TABLE IF NOT EXISTS entries (
    tenant TEXT NOT NULL REFERENCES tenants (id), book TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (tenant, book, key)) STRICT;
`;

/** The application's rows. Every statement outside of `tenants` names the tenant. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @param path a file, or `:memory:` */
  constructor(path: string) {
    this.connection = new DatabaseSync(path, { timeout: 5_000 });
    this.connection.exec(`PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; ${SCHEMA}`);
  }

  /** A statement, prepared once: a batch looks things up by the thousand. For texts of the program, of which there are few. */
  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.connection.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  onApplicationShutdown(): void {
    this.connection.close();
  }
}
