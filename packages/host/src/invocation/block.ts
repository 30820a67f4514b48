import { CodecError, decodeYield, encodeBlockCall } from "@kobako/codec";
import { BlockCallError, type ServiceCall } from "@kobako/runtime";
import { HandleFault } from "./handle-fault.ts";
import { UndeclaredError } from "./handle-table.ts";
import type { InvocationContext } from "./invocation-context.ts";
import { readingOf } from "./long-message.ts";

/**
 * The guest's block, as a Service receives it: its last argument. A call runs the block in the guest and gives its value.
 * It throws a `BlockError` when the block raises: let it pass, and the script sees its own exception again. Anything else
 * that it throws means that the call is over (the block said `break`, the invocation ended, the call came too late): a
 * Service may clean up, but must not try again.
 */
export interface Block {
  (...args: unknown[]): unknown;
  /**
   * Runs the block where it can wait: the block may call Services that return Promises. Calls are queued, in order; not
   * possible in `evalSync` and `runSync`.
   */
  async(...args: unknown[]): Promise<unknown>;
}

/** An exception that the guest's block raised, on its way through a Service. */
export class BlockError extends Error {
  /** The guest class of the exception. */
  readonly klass: string;
  /** Guest frames, innermost first. */
  readonly backtraceLines: readonly string[];

  static {
    this.prototype.name = "BlockError";
  }

  constructor(klass: string, message: string, backtraceLines: readonly string[]) {
    super(message);
    this.klass = klass;
    this.backtraceLines = backtraceLines;
  }
}

/** Unwinds a Service whose block said `break`: its `finally` blocks run, and whatever it answers is not used. */
class BreakSignal extends Error {
  static {
    this.prototype.name = "BreakSignal";
  }

  constructor() {
    super("the block ended this Service call with break");
  }
}

/** The block of one Service call, and how its calls ended. */
export class BlockCall {
  readonly #context: InvocationContext;
  readonly #call: ServiceCall;
  #state: "open" | "broken" | "ended" = "open";
  #broken = false;
  /** The guest keeps one pending exception per Service call: the latest. */
  #raised: BlockError | undefined;
  #trap: { readonly error: unknown } | undefined;
  #queue: Promise<unknown> | undefined;
  #waiting = 0;

  constructor(context: InvocationContext, call: ServiceCall) {
    this.#context = context;
    this.#call = call;
  }

  /** The function that the Service gets. */
  toFunction(): Block {
    const block = (...args: unknown[]): unknown => this.#callNow(args);
    return Object.assign(block, { async: (...args: unknown[]): Promise<unknown> => this.#callLater(args) });
  }

  /** The Service call is over: the block cannot be called any more. */
  end(): void {
    this.#state = "ended";
  }

  /** Whether the block said `break`: the guest then ignores the Response. */
  get isBroken(): boolean {
    return this.#broken;
  }

  /** What ended the whole invocation inside the block, even if the Service caught it. */
  get trap(): { readonly error: unknown } | undefined {
    return this.#trap;
  }

  /** Whether `error` is the exception that the guest still holds, on its way back to it. */
  isPending(error: unknown): boolean {
    return error !== undefined && error === this.#raised;
  }

  #callNow(args: unknown[]): unknown {
    this.#requireOpen();
    if (this.#waiting > 0)
      throw new Error("block(…) cannot run while a block.async(…) of the same call is at work: await it first");
    return this.#settle(this.#orTrap(() => this.#call.yieldToBlock(this.#encode(args))));
  }

  #callLater(args: unknown[]): Promise<unknown> {
    this.#waiting += 1;
    const turn = this.#queue === undefined ? this.#callAsync(args) : this.#queue.then(() => this.#callAsync(args));
    const done = (): void => {
      this.#waiting -= 1;
    };
    // This also handles the rejection of a call whose Promise the Service drops.
    this.#queue = turn.then(done, done);
    return turn;
  }

  async #callAsync(args: unknown[]): Promise<unknown> {
    this.#requireOpen();
    if (!this.#call.canSuspend) {
      throw new Error(
        "block.async(…) needs eval or run, an engine with JavaScript Promise Integration, and no block(…) around it",
      );
    }
    const pending = this.#orTrap(() => this.#call.yieldToBlockAsync(this.#encode(args)));
    return this.#settle(await pending.catch((error: unknown) => this.#orTrap(() => raise(error))));
  }

  #encode(args: unknown[]): Uint8Array {
    return encodeBlockCall(args, this.#context.handles);
  }

  #requireOpen(): void {
    if (this.#state === "broken") throw new BreakSignal();
    if (this.#state === "ended" || this.#context.ended)
      throw new Error("the block was called after its Service call had ended");
  }

  #settle(bytes: Uint8Array): unknown {
    const { handles, decoding } = this.#context;
    const answer = this.#orTrap(() => decodeYield(bytes, handles, readingOf(bytes, decoding, this.#call)));
    if (answer.kind === "error") {
      this.#raised = new BlockError(answer.class, answer.message, answer.backtrace);
      throw this.#raised;
    }
    if (answer.kind === "value") return answer.value;
    this.#broken = true;
    this.#state = "broken";
    throw new BreakSignal();
  }

  /** The Service must not be able to catch what ends the invocation: it is kept, and thrown again when the Service is done. */
  #orTrap<Result>(run: () => Result): Result {
    try {
      return run();
    } catch (error) {
      if (isServiceMatter(error)) throw error;
      this.#trap ??= { error };
      this.#state = "ended";
      throw error;
    }
  }
}

/** Calls at a wrong time, arguments that cannot cross, and Handles that were revoked meanwhile, are the Service's to deal with. */
function isServiceMatter(error: unknown): boolean {
  return (
    error instanceof HandleFault ||
    error instanceof BlockCallError ||
    error instanceof UndeclaredError ||
    (error instanceof CodecError && error.offset === undefined)
  );
}

function raise(error: unknown): never {
  throw error;
}
