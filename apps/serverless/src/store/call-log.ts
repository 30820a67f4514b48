import type { DatabaseSync } from "node:sqlite";
import { transact } from "./database.ts";

/** One call of a function, as the log keeps it. */
export interface Call {
  readonly tenant: number;
  readonly function: string;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Class and message of what went wrong. */
  readonly error: string | null;
  /** Seconds. */
  readonly wallTime: number;
  readonly fuel: number;
  /** Bytes. */
  readonly memory: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a function used, all days together. */
export interface FunctionUsage {
  readonly function: string;
  readonly calls: number;
  readonly failures: number;
  readonly wallTime: number;
  readonly fuel: number;
  readonly memoryPeak: number;
}

/** How many calls of a tenant are kept, and how long sums are. */
const KEPT_CALLS = 1_000;
const KEPT_DAYS = 90;

const FLUSH_MS = 250;
const FLUSH_AT = 500;

const MAX_PATH = 200;
const MAX_ERROR = 500;
const MAX_OUTPUT = 4_000;

const INSERT = `INSERT INTO calls
  (tenant, function, version, started_at, method, path, status, error, wall_time, fuel, memory, stdout, stderr)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const ADD = `INSERT INTO daily_usage VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
  calls = calls + excluded.calls, failures = failures + excluded.failures, wall_time = wall_time + excluded.wall_time,
  fuel = fuel + excluded.fuel, memory_peak = max(memory_peak, excluded.memory_peak)`;
const TRIM = `DELETE FROM calls WHERE tenant = ?1
  AND id <= (SELECT id FROM calls WHERE tenant = ?1 ORDER BY id DESC LIMIT 1 OFFSET ${KEPT_CALLS})`;
const FORGET = "DELETE FROM daily_usage WHERE day < date('now', ?)";

/** Logs and usage. Calls are written together, some times a second, so that none waits for the disk. */
export class CallLog {
  readonly #database: DatabaseSync;
  #waiting: Call[] = [];
  readonly #running = new Set<Promise<unknown>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  record(call: Call): void {
    this.#waiting.push(bounded(call));
    if (this.#waiting.length >= FLUSH_AT) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Knows of a call until it is over, and gives its promise back. */
  track<Result>(call: Promise<Result>): Promise<Result> {
    const tracked = call.finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
    return tracked;
  }

  /** Waits for the calls that are running, which clients may have left, and writes what waits. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#running);
    this.flush();
  }

  /** Writes what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const calls = this.#waiting;
    this.#waiting = [];
    if (calls.length === 0) return;
    try {
      transact(this.#database, () => this.#write(calls));
    } catch (error) {
      // A full disk costs log lines, not the service.
      process.stderr.write(`${calls.length} calls could not be logged: ${String(error)}\n`);
    }
  }

  /** Newest first. */
  calls(tenant: number, name: string, limit: number): readonly Omit<Call, "tenant" | "function">[] {
    this.flush();
    const sql = `SELECT version, started_at AS startedAt, method, path, status, error, wall_time AS wallTime, fuel, memory,
      stdout, stderr FROM calls WHERE tenant = ? AND function = ? ORDER BY id DESC LIMIT ?`;
    return this.#database.prepare(sql).all(tenant, name, limit) as unknown as Omit<Call, "tenant" | "function">[];
  }

  usage(tenant: number): readonly FunctionUsage[] {
    this.flush();
    const sql = `SELECT function, sum(calls) AS calls, sum(failures) AS failures, sum(wall_time) AS wallTime,
      total(fuel) AS fuel, max(memory_peak) AS memoryPeak FROM daily_usage WHERE tenant = ? GROUP BY function ORDER BY function`;
    return this.#database.prepare(sql).all(tenant) as unknown as FunctionUsage[];
  }

  #write(calls: readonly Call[]): void {
    const insert = this.#database.prepare(INSERT);
    for (const call of calls) {
      const { tenant, version, startedAt, method, path, status, error, wallTime, fuel, memory, stdout, stderr } = call;
      const what = [tenant, call.function, version, startedAt, method, path, status, error] as const;
      insert.run(...what, wallTime, fuel, memory, stdout, stderr);
    }
    const add = this.#database.prepare(ADD);
    for (const { tenant, day, calls: count, failures, wallTime, fuel, memoryPeak, ...sum } of sums(calls))
      add.run(tenant, sum.function, day, count, failures, wallTime, fuel, memoryPeak);
    const trim = this.#database.prepare(TRIM);
    for (const tenant of new Set(calls.map((call) => call.tenant))) trim.run(tenant);
    this.#database.prepare(FORGET).run(`-${KEPT_DAYS} days`);
  }
}

interface DailySum extends FunctionUsage {
  readonly tenant: number;
  readonly day: string;
}

/** One row for each tenant, function and day. */
function sums(calls: readonly Call[]): Iterable<DailySum> {
  const found = new Map<string, DailySum>();
  for (const { tenant, function: name, startedAt, error, wallTime, fuel, memory } of calls) {
    const day = new Date(startedAt).toISOString().slice(0, 10);
    const key = `${tenant} ${name} ${day}`;
    const before = found.get(key);
    found.set(key, {
      tenant,
      function: name,
      day,
      calls: (before?.calls ?? 0) + 1,
      failures: (before?.failures ?? 0) + (error === null ? 0 : 1),
      wallTime: (before?.wallTime ?? 0) + wallTime,
      fuel: (before?.fuel ?? 0) + fuel,
      memoryPeak: Math.max(before?.memoryPeak ?? 0, memory),
    });
  }
  return found.values();
}

function bounded(call: Call): Call {
  return {
    ...call,
    path: call.path.slice(0, MAX_PATH),
    error: call.error?.slice(0, MAX_ERROR) ?? null,
    stdout: call.stdout.slice(0, MAX_OUTPUT),
    stderr: call.stderr.slice(0, MAX_OUTPUT),
  };
}
