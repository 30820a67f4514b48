import { MAX_HANDLE_ID, type References } from "@kobako/codec";
import { HandleTableExhausted } from "../errors/sandbox-error.ts";
import { BudgetExceededError } from "../errors/trap-error.ts";
import { narrowsItself } from "../services/gate.ts";
import { Service } from "../services/service.ts";
import { endSignal } from "./end-signal.ts";
import { HandleFault } from "./handle-fault.ts";

/** How many Handles one invocation may have. */
export interface HandleLimits {
  /** The budget: Handles that are live at once; `null` means none. Reaching it ends the invocation in `BudgetExceededError`. */
  readonly maxHandles: number | null;
  /** Whether only objects that say what a guest may call of them become Handles. */
  readonly declaredOnly?: boolean;
  /** The highest id. Tests lower it; reaching it ends the invocation in `HandleTableExhausted`. */
  readonly lastId?: number;
}

/**
 * The host objects that one invocation's guest holds Handles of. Ids count from 1 and are never used again; the same
 * object keeps its id, so a loop over a few objects does not fill the table. The table dies with the invocation.
 */
export class HandleTable implements References {
  readonly #maxHandles: number;
  readonly #lastId: number;
  readonly #declaredOnly: boolean;
  // Index = id − 1. A revoked object leaves `undefined` behind, which no Handle can stand for.
  readonly #objects: (object | undefined)[] = [];
  #ids: Map<object, number> | undefined;
  #revoked: Set<object> | undefined;

  constructor(limits: HandleLimits) {
    this.#maxHandles = limits.maxHandles ?? Infinity;
    this.#lastId = limits.lastId ?? MAX_HANDLE_ID;
    this.#declaredOnly = limits.declaredOnly ?? false;
  }

  /** How many Handles were issued. */
  get issued(): number {
    return this.#objects.length;
  }

  /**
   * The id of a host object; a new one, unless the guest has a Handle of it already.
   *
   * @throws UndeclaredError for an object that must not become a Handle
   */
  wrap(object: object): number {
    const ids = (this.#ids ??= new Map());
    const known = ids.get(object);
    if (known !== undefined) return known;
    const id = this.#objects.length + 1;
    if (this.#declaredOnly && !Service.is(object) && !narrowsItself(object)) throw new UndeclaredError();
    if (id > this.#lastId) throw exhausted(this.#lastId);
    if (ids.size >= this.#maxHandles) throw overBudget(this.#maxHandles);
    this.#objects.push(this.isRevoked(object) ? undefined : object);
    ids.set(object, id);
    return id;
  }

  /** @throws HandleFault when no live Handle has this id */
  resolve(id: number): object {
    const object = this.#objects[id - 1];
    if (object !== undefined) return object;
    throw new HandleFault(id >= 1 && id <= this.#objects.length ? "disconnected" : "undefined");
  }

  /** Cuts the guest off from `object`, for the rest of the invocation and however it reaches it. */
  revoke(object: object): void {
    (this.#revoked ??= new Set()).add(object);
    const id = this.#ids?.get(object);
    if (id !== undefined) this.#objects[id - 1] = undefined;
  }

  isRevoked(object: object): boolean {
    return this.#revoked !== undefined && this.#revoked.has(object);
  }
}

/** Under `handles: "declared"`: an object that does not say what a guest may call of it was about to become a Handle. */
export class UndeclaredError extends TypeError {
  static {
    this.prototype.name = "UndeclaredError";
  }

  constructor() {
    super("an object that is neither made by service(…) nor has respondToGuest cannot become a Handle here");
  }
}

function exhausted(lastId: number): Error {
  const message = `an invocation cannot have more than ${lastId} Handles`;
  return endSignal(message, (data) => new HandleTableExhausted(message, data));
}

function overBudget(limit: number): Error {
  return endSignal("maxHandles", (data) => new BudgetExceededError("handles", limit, data));
}
