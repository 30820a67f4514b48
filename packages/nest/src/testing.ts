/** For tests of guest services, without an application. */
import type { Sandbox } from "@kobako/host";
import { guestFacade } from "./guest-facade.ts";
import { guestMethodsOf } from "./guest-method.decorator.ts";
import { guestServiceOf } from "./guest-service.decorator.ts";
import { createSandbox, type SandboxDefinition } from "./sandbox-definition.ts";

/**
 * The names that scripts can call on instances of a class, sorted: what a test pins, so that nobody adds one unseen.
 *
 * @example `expect(guestMethodNames(StoreService)).toEqual(["get", "put"])`
 */
export function guestMethodNames(type: { readonly prototype: object }): readonly string[] {
  return Array.from(guestMethodsOf(type.prototype).keys()).toSorted();
}

/**
 * A Sandbox with these guest services bound as an application would bind them, request-scoped ones included.
 *
 * @param services instances of classes with `@GuestService()`
 * @throws TypeError for an instance of another class
 * @example `await sandboxWith([new StoreService(rows)]).eval('KV::Store.get("a")')`
 */
export function sandboxWith(services: readonly object[], definition: SandboxDefinition = {}): Sandbox {
  const sandbox = createSandbox(definition);
  for (const instance of services) {
    const declaration = guestServiceOf(instance.constructor);
    if (declaration === undefined)
      throw new TypeError(`${instance.constructor.name} has no @GuestService(): there is no path to bind it at`);
    sandbox.bind(declaration.path, guestFacade(instance));
  }
  return sandbox;
}
