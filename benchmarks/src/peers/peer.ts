/** The language that an engine runs, with its way to call the host. */
export type Dialect = "kobako" | "ruby.wasm" | "javascript" | "lua";

/** One engine, used in one way: what is fresh for each evaluation is what makes the ways comparable. */
export interface Peer {
  readonly id: string;
  readonly title: string;
  readonly dialect: Dialect;
  /** What each evaluation gets new. */
  readonly fresh: string;
  /** What a reader must know before comparing. */
  readonly caveat: string;
  /** True when starting takes so long that a thousand calls of the host drown in its noise. */
  readonly slowStart?: boolean;
  /** More flags for Node. */
  readonly flags?: readonly string[];
  /** @throws Unavailable when it is not installed */
  open(): Promise<Engine>;
}

/** An engine that is loaded. */
export interface Engine {
  /**
   * Evaluates in a state that no earlier evaluation touched and gives the value as the host sees it. With `host`, the
   * script can call `lookup(n)`, which is `n + 1` on the host.
   */
  evaluate(source: string, host: boolean): unknown;
}

/** What `lookup` does on the host, for every engine. */
export function lookup(n: number): number {
  return n + 1;
}
