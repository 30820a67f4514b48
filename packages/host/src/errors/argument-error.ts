/**
 * A value of the right type that an API cannot accept: an option out of range, a bad name, a change after the seal.
 * Thrown before the guest runs. A Service throws it to tell the script that its arguments are wrong (fault `argument`).
 */
export class ArgumentError extends Error {
  static {
    this.prototype.name = "ArgumentError";
  }
}
