import { importPeer } from "../peers/peers-folder.ts";

/** The part of autocannon that is used here. */
type Autocannon = (options: object) => Promise<AutocannonResult>;

interface AutocannonResult {
  readonly requests: { readonly average: number; readonly total: number };
  readonly latency: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly errors: number;
  readonly timeouts: number;
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
}

export interface Load {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  /** How long, in seconds, or how many. */
  readonly extent: { readonly duration: number } | { readonly amount: number };
  /** The path of the next request, and the headers it has besides. */
  readonly next: () => Target;
  readonly answered: (status: number, body: string, target: Target) => void;
}

export interface Target {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends requests one after the other on each of some connections. */
export async function runLoad({ address, headers, connections, extent, next, answered }: Load): Promise<LoadResult> {
  const { default: autocannon } = await importPeer<{ default: Autocannon }>("autocannon");
  const setupRequest = (request: object, context: { target?: Target }): object => {
    const target = next();
    context.target = target;
    return { ...request, path: target.path, headers: { ...headers, ...target.headers } };
  };
  const onResponse = (status: number, body: string, context: { target?: Target }): void => {
    if (context.target !== undefined) answered(status, body, context.target);
  };
  const requests = [{ setupRequest, onResponse }];
  const result = await autocannon({ url: address, connections, ...extent, headers, requests });
  const { p50, p99, max } = result.latency;
  return {
    perSecond: result.requests.average,
    total: result.requests.total,
    p50,
    p99,
    max,
    errors: result.errors + result.timeouts,
  };
}
