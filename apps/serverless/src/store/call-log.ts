import type { DatabaseSync, StatementSync } from "node:sqlite";
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
/** How many functions a tenant's sums of one day tell apart. */
const KEPT_NAMES = 200;
/** No function has this name. */
const OTHERS = "(others)";

const FLUSH_MS = 250;
const FLUSH_AT = 500;

const MAX_PATH = 200;
const MAX_ERROR = 500;
const MAX_OUTPUT = 4_000;

const INSERT = `INSERT INTO calls
  (tenant, function, version, started_at, method, path, status, error, wall_time, fuel, memory, stdout, stderr)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
/** Names can be made up without end: those that a day has no room for are one row together. */
const ADD = `INSERT INTO daily_usage SELECT ?1, CASE
    WHEN EXISTS (SELECT 1 FROM daily_usage WHERE tenant = ?1 AND function = ?2 AND day = ?3)
      OR (SELECT count(*) FROM daily_usage WHERE tenant = ?1 AND day = ?3) < ${KEPT_NAMES} THEN ?2 ELSE '${OTHERS}' END,
    ?3, ?4, ?5, ?6, ?7, ?8
  WHERE true ON CONFLICT DO UPDATE SET
  calls = calls + excluded.calls, failures = failures + excluded.failures, wall_time = wall_time + excluded.wall_time,
  fuel = fuel + excluded.fuel, memory_peak = max(memory_peak, excluded.memory_peak)`;
const TRIM = `DELETE FROM calls WHERE tenant = ?1
  AND id <= (SELECT id FROM calls WHERE tenant = ?1 ORDER BY id DESC LIMIT 1 OFFSET ${KEPT_CALLS})`;
const FORGET = "DELETE FROM daily_usage WHERE day < ?";

/** Logs and usage. Calls are written together, some times a second, so that none waits for the disk. */
export class CallLog {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #add: StatementSync;
  readonly #trim: StatementSync;
  readonly #forget: StatementSync;
  #waiting: Call[] = [];
  #forgotOn: number | undefined;
  #running = 0;
  #idle: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#insert = database.prepare(INSERT);
    this.#add = database.prepare(ADD);
    this.#trim = database.prepare(TRIM);
    this.#forget = database.prepare(FORGET);
  }

  record(call: Call): void {
    this.#waiting.push(isBounded(call) ? call : bounded(call));
    if (this.#waiting.length >= FLUSH_AT) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** A call runs that will be recorded; `end` follows. */
  begin(): void {
    this.#running += 1;
  }

  end(): void {
    this.#running -= 1;
    if (this.#running === 0) this.#idle?.();
  }

  /** Waits for the calls that are running, which clients may have left, and writes what waits. */
  async close(): Promise<void> {
    if (this.#running > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
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
    for (const call of calls) {
      const { tenant, version, startedAt, method, path, status, error, wallTime, fuel, memory, stdout, stderr } = call;
      const name = call.function;
      const what = [tenant, name, version, startedAt, method, path, status, error] as const;
      this.#insert.run(...what, wallTime, fuel, memory, stdout, stderr);
    }
    for (const { tenant, day, calls: count, failures, wallTime, fuel, memoryPeak, ...sum } of sums(calls))
      this.#add.run(tenant, sum.function, dateOf(day), count, failures, wallTime, fuel, memoryPeak);
    for (const tenant of new Set(calls.map((call) => call.tenant))) this.#trim.run(tenant);
    this.#forgetOldDays();
  }

  /** Once a day is enough. */
  #forgetOldDays(): void {
    const today = Math.floor(Date.now() / DAY_MS);
    if (today === this.#forgotOn) return;
    this.#forget.run(dateOf(today - KEPT_DAYS));
    this.#forgotOn = today;
  }
}

interface DailySum {
  readonly tenant: number;
  readonly function: string;
  /** Since the epoch. */
  readonly day: number;
  calls: number;
  failures: number;
  wallTime: number;
  fuel: number;
  memoryPeak: number;
}

const DAY_MS = 86_400_000;

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** One row for each tenant, function and day. */
function sums(calls: readonly Call[]): Iterable<DailySum> {
  const found = new Map<string, DailySum>();
  for (const { tenant, function: name, startedAt, error, wallTime, fuel, memory } of calls) {
    const day = Math.floor(startedAt / DAY_MS);
    const key = `${tenant} ${name} ${day}`;
    let sum = found.get(key);
    if (sum === undefined) {
      sum = { tenant, function: name, day, calls: 0, failures: 0, wallTime: 0, fuel: 0, memoryPeak: 0 };
      found.set(key, sum);
    }
    sum.calls += 1;
    sum.failures += error === null ? 0 : 1;
    sum.wallTime += wallTime;
    sum.fuel += fuel;
    sum.memoryPeak = Math.max(sum.memoryPeak, memory);
  }
  return found.values();
}

function isBounded({ path, error, stdout, stderr }: Call): boolean {
  return (
    path.length <= MAX_PATH &&
    (error === null || error.length <= MAX_ERROR) &&
    stdout.length <= MAX_OUTPUT &&
    stderr.length <= MAX_OUTPUT
  );
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
