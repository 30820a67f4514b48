import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const FUNCTIONS = `
  CREATE TABLE IF NOT EXISTS tenants (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS api_keys (
    hash BLOB PRIMARY KEY, tenant INTEGER NOT NULL REFERENCES tenants ON DELETE CASCADE, created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant INTEGER NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name TEXT NOT NULL, version INTEGER NOT NULL, source TEXT NOT NULL, created_at INTEGER NOT NULL,
    UNIQUE (tenant, name, version)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS functions (
    tenant INTEGER NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name TEXT NOT NULL, current INTEGER NOT NULL REFERENCES versions, updated_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, name)
  ) STRICT, WITHOUT ROWID;
`;

const ACTIVITY = `
  CREATE TABLE IF NOT EXISTS key_values (
    tenant INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (tenant, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, function TEXT NOT NULL, version INTEGER NOT NULL,
    started_at INTEGER NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, status INTEGER NOT NULL, error TEXT,
    wall_time REAL NOT NULL, fuel INTEGER NOT NULL, memory INTEGER NOT NULL, stdout TEXT NOT NULL, stderr TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS calls_of_tenant ON calls (tenant, id);
  CREATE TABLE IF NOT EXISTS daily_usage (
    tenant INTEGER NOT NULL, function TEXT NOT NULL, day TEXT NOT NULL,
    calls INTEGER NOT NULL, failures INTEGER NOT NULL, wall_time REAL NOT NULL, fuel INTEGER NOT NULL,
    memory_peak INTEGER NOT NULL, PRIMARY KEY (tenant, function, day)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS daily_usage_of_day ON daily_usage (day, tenant);
`;

/**
 * What is stored, in two files of a folder: `functions.db`, where an answered write survives a power cut, and `activity.db`,
 * which waits for no disk, so that scripts cannot make others wait for it; a power cut may cost its last moments.
 */
export class Database implements Disposable {
  readonly functions: DatabaseSync;
  readonly activity: DatabaseSync;

  /** Makes the folder and the files when they are not there. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.functions = open(join(folder, "functions.db"), "FULL", FUNCTIONS);
    this.activity = open(join(folder, "activity.db"), "NORMAL", ACTIVITY);
  }

  [Symbol.dispose](): void {
    this.functions.close();
    this.activity.close();
  }
}

function open(path: string, synchronous: "FULL" | "NORMAL", schema: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA foreign_keys = ON`);
  transact(database, () => database.exec(schema));
  return database;
}

/** All of `work`'s writes, or none. */
export function transact<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
