import { MAX_HANDLE_ID } from "./wire.ts";

/** Known to this module alone, so that nobody else can construct a Handle. */
const MINT = Symbol("mint");
const PRINTED = "#<Kobako::Handle>";

let mint: (id: number) => Handle;
let branded: (value: object) => boolean;

/**
 * The wire's opaque token for a host object: the target of a Request, and every Handle that is decoded without
 * `References`. Nothing outside the codec can make one. It is frozen, and prints as the same text whatever its id.
 */
export class Handle {
  readonly #id: number;

  private constructor(key: typeof MINT, id: number) {
    if (key !== MINT) throw new TypeError("a Handle comes from the wire and cannot be constructed");
    this.#id = id;
    Object.freeze(this);
  }

  /** 1 … `MAX_HANDLE_ID`; means something only within the invocation it came from. */
  get id(): number {
    return this.#id;
  }

  /** The same text for every Handle. */
  toString(): string {
    return PRINTED;
  }

  /** The same text for every Handle: a serialized log carries no id. */
  toJSON(): string {
    return PRINTED;
  }

  static {
    // What Node's `util.inspect` prints.
    Object.defineProperty(this.prototype, Symbol.for("nodejs.util.inspect.custom"), { value: () => PRINTED });
    mint = (id) => new Handle(MINT, id);
    branded = (value) => #id in value;
  }
}

/** Makes the token for an id that was read from the wire. The package does not export it. */
export function createHandle(id: number): Handle {
  return mint(id);
}

/** True for what the codec made, whatever its prototype says by now; runs no code of the value. */
export function isHandle(value: object): value is Handle {
  return branded(value);
}

/** True when `id` may stand in a Handle on the wire. */
export function isHandleId(id: number): boolean {
  return Number.isInteger(id) && id >= 1 && id <= MAX_HANDLE_ID;
}
