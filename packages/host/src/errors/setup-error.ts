import { KobakoError } from "./kobako-error.ts";

/** The Guest Binary is missing, damaged, of another ABI version, or built weaker than the requested profile. */
export class SetupError extends KobakoError<"SetupError"> {
  override readonly _tag = "SetupError";
  override readonly category = "trap";

  static {
    this.prototype.name = "SetupError";
  }
}

/** No instance came free within `queueTimeout`, or at once for a synchronous verb, which cannot wait. */
export class PoolTimeoutError extends KobakoError<"PoolTimeoutError"> {
  override readonly _tag = "PoolTimeoutError";
  override readonly category = "trap";

  static {
    this.prototype.name = "PoolTimeoutError";
  }
}
