import { readFileSync } from "node:fs";
import { MODES, type Mode } from "./modes.ts";
import type { ServiceName } from "./hostile-services.ts";

/** One kind of work of conformance/limits/deadlines.json: it would not end by itself. */
export interface Work {
  readonly name: string;
  readonly script?: string;
  /** Source too long to write down. */
  readonly source?: {
    readonly before: string;
    readonly repeat: string;
    readonly times: number;
    readonly after: string;
  };
  /** Source of a Snippet that is preloaded. */
  readonly snippet?: string;
  /** What the script knows as `S`. */
  readonly service?: ServiceName;
  /** Who takes what the script writes: nobody caps it, or a callback is slow. */
  readonly output?: "uncapped" | "slow";
  /** A constant without which the script makes no sense. */
  readonly needs?: string;
  /** Errors, besides TimeoutError, that may win the race. */
  readonly mayEndAs?: readonly string[];
  readonly modes?: readonly Mode[];
}

export interface WorkFile {
  /** Milliseconds. */
  readonly deadline: number;
  /** The memory limit in bytes: generous, so that time runs out first. */
  readonly memory: number;
  readonly groups: readonly { readonly name: string; readonly work: readonly Work[] }[];
}

export function readWork(): WorkFile {
  const file = new URL("../../../../conformance/limits/deadlines.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as WorkFile;
}

export function sourceOf({ script, source }: Work): string {
  if (source === undefined) return script ?? "";
  return source.before + source.repeat.repeat(source.times) + source.after;
}

export function modesOf(work: Work): readonly Mode[] {
  return work.modes ?? MODES;
}
