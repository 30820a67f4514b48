import { KobakoError } from "./kobako-error.ts";

/** The tags of `ServiceError` and its subclasses. */
export type ServiceTag = "ServiceError" | "NoServiceError" | "ServiceArgumentError" | "Disconnected";

/** A Service failed and the script did not rescue it. `cause` is what the Service threw, where it threw. */
export class ServiceError<Tag extends ServiceTag = ServiceTag> extends KobakoError<Tag> {
  override readonly _tag = "ServiceError" as Tag;
  override readonly category = "service";

  static {
    this.prototype.name = "ServiceError";
  }
}

/** The script called a path, method or Handle that does not exist, or that the gate refuses: the two are not told apart. */
export class NoServiceError extends ServiceError<"NoServiceError"> {
  override readonly _tag = "NoServiceError";

  static {
    this.prototype.name = "NoServiceError";
  }
}

/** The Service refused its arguments: it threw an `ArgumentError`, or they did not match its declared schemas. */
export class ServiceArgumentError extends ServiceError<"ServiceArgumentError"> {
  override readonly _tag = "ServiceArgumentError";

  static {
    this.prototype.name = "ServiceArgumentError";
  }
}

/** The script used an object after `sandbox.revoke(object)`. */
export class Disconnected extends ServiceError<"Disconnected"> {
  override readonly _tag = "Disconnected";

  static {
    this.prototype.name = "Disconnected";
  }
}
