import type { Written } from "./notation.ts";

/** One line of `conformance/host/scenarios.json`. */
export interface Scenario {
  readonly name: string;
  /** Options of the Sandbox. */
  readonly options?: Readonly<Record<string, Written>>;
  /** Path → name of a fixture. */
  readonly services?: Readonly<Record<string, string>>;
  /** Paths that are only reserved. */
  readonly reserve?: readonly string[];
  readonly snippets?: readonly { readonly name: string; readonly code: string }[];
  readonly extensions?: readonly {
    readonly name: string;
    readonly source: string;
    readonly backend?: { readonly path: string; readonly object?: string; readonly provider?: string };
    readonly dependsOn?: readonly string[];
  }[];
  /** Scripts that run first; how they end does not matter. */
  readonly before?: readonly string[];
  /** What `eval` runs; without it, `run` calls `target`. */
  readonly source?: string;
  readonly target?: string;
  readonly args?: readonly Written[];
  readonly kwargs?: Readonly<Record<string, Written>>;
  /** Path → name of a fixture, for this invocation. */
  readonly bind?: Readonly<Record<string, string>>;
  /** Other options of the invocation. */
  readonly invocation?: Readonly<Record<string, Written>>;
  readonly expect: Expectation;
  /** What is different in the synchronous mode. */
  readonly sync?: Expectation;
  /** Modes that make sense; both unless it says otherwise. */
  readonly modes?: readonly Mode[];
}

export type Mode = "async" | "sync";

/** How an invocation ends, and what it wrote. */
export interface Expectation {
  readonly value?: Written;
  /** The error's tag, or its class name for misuse; a list where the machine decides which limit is met first. */
  readonly error?: string | readonly string[];
  readonly message?: string;
  /** A part of the message. */
  readonly includes?: string;
  readonly klass?: string;
  /** The first frames of the guest's backtrace. */
  readonly frames?: readonly string[];
  /** A part of the cause's message. */
  readonly cause?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly stdoutTruncated?: boolean;
  readonly stderrTruncated?: boolean;
  readonly calls?: number;
  readonly handles?: number;
}
