import type { DatabaseSync, StatementSync } from "node:sqlite";

/** What a call needs to know of a function's current version. */
export interface CalledVersion {
  /** Differs between all versions of all functions there ever were. */
  readonly id: number;
  readonly tenant: number;
  readonly name: string;
  readonly version: number;
}

/** How long another process's writes may go unseen, in milliseconds. Those of this one call `forget`. */
const UNSEEN_MS = 250;
const MAX_REMEMBERED = 10_000;

const FIND = `SELECT v.id, v.tenant, v.name, v.version
  FROM functions f JOIN versions v ON v.id = f.current WHERE f.tenant = ? AND f.name = ?`;

/** Current versions, remembered until the database is written to. Reads no source, which may be long. */
export class CalledVersions {
  readonly #find: StatementSync;
  /** SQLite's count of the commits of other connections. */
  readonly #commits: StatementSync;
  /** By name, by tenant. */
  readonly #remembered = new Map<number, Map<string, CalledVersion>>();
  #size = 0;
  #seen: unknown;
  #seenUntil = 0;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare(FIND);
    this.#commits = database.prepare("PRAGMA data_version");
  }

  find(tenant: number, name: string): CalledVersion | undefined {
    this.#look();
    const known = this.#remembered.get(tenant)?.get(name);
    if (known !== undefined) return known;
    const found = this.#find.get(tenant, name) as unknown as CalledVersion | undefined;
    if (found !== undefined) this.#remember(tenant, found);
    return found;
  }

  forget(): void {
    this.#remembered.clear();
    this.#size = 0;
  }

  #remember(tenant: number, found: CalledVersion): void {
    if (this.#size >= MAX_REMEMBERED) this.forget();
    const ofTenant = this.#remembered.get(tenant) ?? new Map<string, CalledVersion>();
    this.#remembered.set(tenant, ofTenant.set(found.name, found));
    this.#size += 1;
  }

  #look(): void {
    const now = performance.now();
    if (now < this.#seenUntil) return;
    this.#seenUntil = now + UNSEEN_MS;
    const seen = this.#commits.get()?.["data_version"];
    if (seen !== this.#seen) this.forget();
    this.#seen = seen;
  }
}
