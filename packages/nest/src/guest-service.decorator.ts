import { Injectable, type InjectableOptions } from "@nestjs/common";
import { requireLegacy } from "./guest-method.decorator.ts";
import { DEFAULT_SANDBOX } from "./sandbox-token.ts";

/** Where a guest service is bound, and the options of `@Injectable()`. */
export interface GuestServiceOptions extends InjectableOptions {
  /** The names of the Sandboxes that bind it. Default: the default Sandbox alone. */
  readonly sandbox?: string | readonly string[];
}

/** What `@GuestService()` says of a class. */
export interface GuestServiceDeclaration {
  readonly path: string;
  readonly sandboxes: readonly string[];
}

const declared = new WeakMap<object, GuestServiceDeclaration>();

/**
 * Makes a provider the Service at a constant path. Scripts can call its `@GuestMethod()`s and nothing else. A
 * request-scoped one is bound for the invocations of its request. Includes `@Injectable()`.
 *
 * @example
 * ```ts
 * @GuestService("KV::Store")
 * class StoreService {
 *   @GuestMethod() get(key: string) { … }
 * }
 * ```
 */
export function GuestService(path: string, options: GuestServiceOptions = {}): ClassDecorator {
  return (target, ...rest: unknown[]) => {
    requireLegacy(rest[0], "GuestService");
    const { sandbox = DEFAULT_SANDBOX, ...injectable } = options;
    Injectable(injectable)(target);
    declared.set(target, { path, sandboxes: typeof sandbox === "string" ? [sandbox] : sandbox });
  };
}

/** What a class declares itself: a subclass is a Service of its own, or none. */
export function guestServiceOf(type: object): GuestServiceDeclaration | undefined {
  return declared.get(type);
}
