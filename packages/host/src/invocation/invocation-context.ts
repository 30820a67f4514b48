import type { DecodeOptions } from "@kobako/codec";
import type { Binding, ServiceRegistry } from "../services/service-registry.ts";
import { respondToGuest } from "../services/respond-to-guest.ts";
import type { CurrentInvocation } from "./current-invocation.ts";
import { FailureLog } from "./failure-log.ts";
import type { HandleTable } from "./handle-table.ts";
import type { Interpret } from "./interpret.ts";

/** What one invocation is made of on the host side. */
export interface InvocationParts {
  readonly sandbox: object;
  readonly registry: ServiceRegistry;
  /** What this invocation alone binds: `options.bind` and the objects of providers. */
  readonly overrides: ReadonlyMap<string, object> | undefined;
  readonly handles: HandleTable;
  readonly decoding: DecodeOptions | undefined;
  /** `null` means no budget. */
  readonly maxCalls: number | null;
  /** Milliseconds; `null` means none. */
  readonly timeout: number | null;
  /** 1 for an invocation that no Service started. */
  readonly depth: number;
  readonly interpret?: Interpret | undefined;
  /** The script of an `eval`, in UTF-8. */
  readonly source?: Uint8Array | undefined;
}

/** The host's state of one invocation. It dies with the invocation; only a Service that is still at work may see it afterwards. */
export class InvocationContext {
  readonly sandbox: object;
  readonly registry: ServiceRegistry;
  readonly handles: HandleTable;
  readonly decoding: DecodeOptions | undefined;
  readonly maxCalls: number;
  readonly depth: number;
  readonly interpret: Interpret | undefined;
  readonly source: Uint8Array | undefined;
  readonly failures = new FailureLog();
  readonly deadline: number | null;
  calls = 0;
  /** Set when the guest is gone: nothing that a Service still does reaches it. */
  ended = false;
  readonly #overrides: ReadonlyMap<string, object> | undefined;
  #controller: AbortController | undefined;
  #view: CurrentInvocation | undefined;

  constructor(parts: InvocationParts) {
    this.sandbox = parts.sandbox;
    this.registry = parts.registry;
    this.handles = parts.handles;
    this.decoding = parts.decoding;
    this.maxCalls = parts.maxCalls ?? Infinity;
    this.depth = parts.depth;
    this.interpret = parts.interpret;
    this.source = parts.source;
    this.deadline = parts.timeout === null ? null : Date.now() + parts.timeout;
    this.#overrides = parts.overrides;
  }

  /** What Services may see of this invocation. */
  get view(): CurrentInvocation {
    return (this.#view ??= Object.freeze(new InvocationView(this)));
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  /** The object at a path, for this invocation; `undefined` for an unknown or unfilled one. */
  objectAt(path: string): object | undefined {
    const own = this.#overrides?.get(path);
    if (own !== undefined) return own;
    const binding: Binding | undefined = this.registry.find(path);
    return binding !== undefined && binding.kind === "object" ? binding.object : undefined;
  }

  /** The guest is gone. A `reason` tells Services that are still at work. */
  end(reason?: unknown): void {
    this.ended = true;
    if (reason !== undefined) this.#controller?.abort(reason);
  }
}

class InvocationView implements CurrentInvocation {
  readonly #context: InvocationContext;

  constructor(context: InvocationContext) {
    this.#context = context;
  }

  get signal(): AbortSignal {
    return this.#context.signal;
  }

  get sandbox(): object {
    return this.#context.sandbox;
  }

  get deadline(): number | null {
    return this.#context.deadline;
  }

  /** Whatever a Service does with it: a script gets nothing from it. */
  [respondToGuest](): boolean {
    return false;
  }
}
