import type { DatabaseSync, StatementSync } from "node:sqlite";
import { RefusedRequestError } from "@kobako/host/http";
import { type CalledVersion, CalledVersions } from "./called-versions.ts";
import { transact } from "./database.ts";

/** One version of a function, as it was uploaded. */
export interface FunctionVersion {
  /** Differs between all versions of all functions there ever were. */
  readonly id: number;
  readonly name: string;
  /** Counts from 1 per function. */
  readonly version: number;
  readonly source: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** A function in a list. */
export interface FunctionSummary {
  readonly name: string;
  readonly version: number;
  readonly updatedAt: number;
}

/** A version in a list. */
export interface VersionSummary {
  readonly version: number;
  readonly bytes: number;
  readonly createdAt: number;
  readonly current: boolean;
}

/** What must be there before an upload: a version, any, or none. */
export type Precondition = number | "any" | "none";

const MAX_FUNCTIONS = 100;
const MAX_VERSIONS = 50;
/** Bytes of a tenant's sources, older versions among them: more than its current ones can take. */
const MAX_STORED = 32 * 1_048_576;

const FIND = `SELECT v.id, v.name, v.version, v.source, v.created_at AS createdAt
  FROM functions f JOIN versions v ON v.id = f.current WHERE f.tenant = ? AND f.name = ?`;

/** The functions of all tenants. Every write is one transaction, on disk before it is answered. */
export class FunctionStore {
  readonly #database: DatabaseSync;
  readonly #current: StatementSync;
  readonly #called: CalledVersions;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#current = database.prepare(FIND);
    this.#called = new CalledVersions(database);
  }

  find(tenant: number, name: string): FunctionVersion | undefined {
    return this.#current.get(tenant, name) as unknown as FunctionVersion | undefined;
  }

  /** A version of whatever tenant, by its id. */
  findVersion(id: number): { readonly tenant: number; readonly source: string } | undefined {
    const found: unknown = this.#database.prepare("SELECT tenant, source FROM versions WHERE id = ?").get(id);
    return found as { tenant: number; source: string } | undefined;
  }

  /** The version that a call gets, without its source. */
  findCalled(tenant: number, name: string): CalledVersion | undefined {
    return this.#called.find(tenant, name);
  }

  list(tenant: number): readonly FunctionSummary[] {
    const sql = `SELECT f.name, v.version, f.updated_at AS updatedAt FROM functions f
      JOIN versions v ON v.id = f.current WHERE f.tenant = ? ORDER BY f.name`;
    return this.#database.prepare(sql).all(tenant) as unknown as FunctionSummary[];
  }

  /** Newest first. */
  versions(tenant: number, name: string): readonly VersionSummary[] {
    const sql = `SELECT v.version, octet_length(v.source) AS bytes, v.created_at AS createdAt, v.id = f.current AS current
      FROM versions v JOIN functions f USING (tenant, name) WHERE tenant = ? AND name = ? ORDER BY v.version DESC`;
    const rows: readonly unknown[] = this.#database.prepare(sql).all(tenant, name);
    const found = rows as readonly (Omit<VersionSummary, "current"> & { readonly current: number })[];
    return found.map((row) => ({ ...row, current: row.current === 1 }));
  }

  /**
   * Makes `source` the function's current version. The same source again is no new version.
   *
   * @throws RefusedRequestError (409 for one function too many, 412 when what is there is not what is `expected`)
   */
  put(
    tenant: number,
    name: string,
    source: string,
    expected?: Precondition,
  ): { stored: FunctionVersion; created: boolean } {
    return this.#write(() => {
      const before = this.find(tenant, name);
      if (!isExpected(before?.version, expected)) throw changedMeanwhile(before?.version);
      if (before?.source === source) return { stored: before, created: false };
      if (before === undefined) this.#requireRoom(tenant);
      this.#insert(tenant, name, source);
      this.#prune(tenant, name);
      const stored = this.find(tenant, name);
      if (stored === undefined) throw new Error("a function is gone in the transaction that stored it");
      return { stored, created: before === undefined };
    });
  }

  /** Makes an older version current again. @throws RefusedRequestError (404) */
  rollback(tenant: number, name: string, version: number): FunctionVersion {
    return this.#write(() => {
      const sql = `UPDATE functions SET current = v.id, updated_at = ? FROM versions v
        WHERE v.tenant = functions.tenant AND v.name = functions.name AND v.version = ?
        AND functions.tenant = ? AND functions.name = ?`;
      this.#database.prepare(sql).run(Date.now(), version, tenant, name);
      const current = this.find(tenant, name);
      if (current?.version !== version) throw new RefusedRequestError(404, { detail: "there is no such version" });
      return current;
    });
  }

  /** Whether there was such a function. */
  delete(tenant: number, name: string): boolean {
    return this.#write(() => {
      const { changes } = this.#database
        .prepare("DELETE FROM functions WHERE tenant = ? AND name = ?")
        .run(tenant, name);
      this.#database.prepare("DELETE FROM versions WHERE tenant = ? AND name = ?").run(tenant, name);
      return changes > 0;
    });
  }

  /** All of `work`'s writes, or none; calls get what is current from now on. */
  #write<Result>(work: () => Result): Result {
    try {
      return transact(this.#database, work);
    } finally {
      this.#called.forget();
    }
  }

  #insert(tenant: number, name: string, source: string): void {
    const now = Date.now();
    const insert = `INSERT INTO versions (tenant, name, version, source, created_at)
      SELECT ?1, ?2, coalesce(max(version), 0) + 1, ?3, ?4 FROM versions WHERE tenant = ?1 AND name = ?2`;
    const { lastInsertRowid } = this.#database.prepare(insert).run(tenant, name, source, now);
    const point = `INSERT INTO functions (tenant, name, current, updated_at) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET current = excluded.current, updated_at = excluded.updated_at`;
    this.#database.prepare(point).run(tenant, name, lastInsertRowid, now);
  }

  #prune(tenant: number, name: string): void {
    const sql = `DELETE FROM versions WHERE tenant = ?1 AND name = ?2
      AND version <= (SELECT max(version) FROM versions WHERE tenant = ?1 AND name = ?2) - ${MAX_VERSIONS}`;
    this.#database.prepare(sql).run(tenant, name);
    const oldest = `DELETE FROM versions WHERE id IN (SELECT id FROM (
      SELECT v.id, f.current IS NOT NULL AS current,
        sum(octet_length(v.source)) OVER (ORDER BY f.current IS NULL, v.id DESC) AS stored
      FROM versions v LEFT JOIN functions f ON f.current = v.id AND f.tenant = v.tenant AND f.name = v.name
      WHERE v.tenant = ?) WHERE stored > ${MAX_STORED} AND NOT current)`;
    this.#database.prepare(oldest).run(tenant);
  }

  #requireRoom(tenant: number): void {
    if (this.list(tenant).length >= MAX_FUNCTIONS)
      throw new RefusedRequestError(409, { detail: `a tenant has at most ${MAX_FUNCTIONS} functions` });
  }
}

function isExpected(version: number | undefined, expected: Precondition | undefined): boolean {
  if (expected === undefined) return true;
  if (typeof expected === "number") return version === expected;
  return (expected === "any") === (version !== undefined);
}

function changedMeanwhile(version: number | undefined): RefusedRequestError {
  const detail = version === undefined ? "there is no such function" : `the current version is ${version}`;
  return new RefusedRequestError(412, {
    slug: "changed-meanwhile",
    title: "The function was changed meanwhile",
    detail,
  });
}
