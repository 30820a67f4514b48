let branded: (value: object) => boolean;

/**
 * Forces a Ruby Float where a plain number would become an Integer: `new Float(1)` arrives as `1.0`.
 * A fraction, NaN, an infinity and −0 are Floats without it. Instances are frozen.
 */
export class Float {
  readonly #value: number;

  /** @throws TypeError when `value` is not a number */
  constructor(value: number) {
    if (typeof value !== "number") throw new TypeError("new Float(value): value must be a number");
    this.#value = value;
    Object.freeze(this);
  }

  /** The number that travels as float 64. */
  get value(): number {
    return this.#value;
  }

  static {
    branded = (value) => #value in value;
  }
}

/** True for what the class made, whatever its prototype says by now; runs no code of the value. */
export function isFloat(value: object): value is Float {
  return branded(value);
}
