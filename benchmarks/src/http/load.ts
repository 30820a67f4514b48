import { importPeer } from "../peers/peers-folder.ts";

/** The part of autocannon that is used here. */
type Autocannon = (options: object) => AutocannonRun;

interface AutocannonRun extends PromiseLike<AutocannonResult> {
  on(event: "response", listener: () => void): void;
}

interface AutocannonResult {
  readonly requests: { readonly total: number };
  readonly latency: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly errors: number;
  readonly timeouts: number;
  readonly non2xx: number;
  readonly mismatches: number;
}

/** What one load showed. Latencies in milliseconds. */
export interface LoadResult {
  readonly perSecond: number;
  readonly total: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Connections that failed, and answers that took more than 10 s. */
  readonly errors: number;
  /** Answers that are not what `expected` says. */
  readonly wrong: number;
  /** Processor time of the client for one request, in milliseconds. */
  readonly clientCpu: number;
}

interface AnyLoad {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  /** How many requests. */
  readonly amount: number;
}

/** One request again and again: what a client does with least work. */
export interface SameLoad extends AnyLoad {
  readonly path: string;
  /** The body of the answer. */
  readonly expected: string;
}

export interface VariedLoad extends AnyLoad {
  /** The path of the next request, and the headers it has besides. */
  readonly next: () => Target;
  readonly answered: (status: number, body: string, target: Target) => void;
}

export interface Target {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends requests one after the other on each of some connections. */
export async function runLoad(load: SameLoad | VariedLoad): Promise<LoadResult> {
  const { default: autocannon } = await importPeer<{ default: Autocannon }>("autocannon");
  const { address: url, connections, amount, headers } = load;
  const cpu = process.cpuUsage();
  const started = performance.now();
  const run = autocannon({ url, connections, amount, headers, ...("next" in load ? varied(load) : same(load)) });
  // autocannon looks at its clock once a second.
  let ended = started;
  run.on("response", () => {
    ended = performance.now();
  });
  const result = await run;
  const { user, system } = process.cpuUsage(cpu);
  const { total } = result.requests;
  const { p50, p99, max } = result.latency;
  return {
    perSecond: (total / (ended - started)) * 1_000,
    total,
    p50,
    p99,
    max,
    errors: result.errors + result.timeouts,
    wrong: "next" in load ? 0 : result.non2xx + result.mismatches,
    clientCpu: (user + system) / 1_000 / total,
  };
}

function same({ address, path, expected }: SameLoad): object {
  return { url: address + path, expectBody: expected };
}

function varied({ headers, next, answered }: VariedLoad): object {
  const setupRequest = (request: object, context: { target?: Target }): object => {
    const target = next();
    context.target = target;
    return { ...request, path: target.path, headers: { ...headers, ...target.headers } };
  };
  const onResponse = (status: number, body: string, context: { target?: Target }): void => {
    if (context.target !== undefined) answered(status, body, context.target);
  };
  return { requests: [{ setupRequest, onResponse }] };
}
