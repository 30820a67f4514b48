import { types } from "node:util";
import { type Block, type MemberSpec, type Service, service } from "@kobako/host";
import { type GuestMethodOptions, guestMethodsOf } from "./guest-method.decorator.ts";
import { facadeOf, fromGuest, toGuest } from "./guest-values.ts";

/**
 * What a script gets in the place of an object with guest methods: a Service with these members and no way to the object
 * itself. The same one for the same object.
 */
export function guestFacade(instance: object): Service {
  return facadeOf(instance, makeFacade);
}

function makeFacade(instance: object): Service {
  const methods = guestMethodsOf(Object.getPrototypeOf(instance) as object);
  return service(Object.fromEntries(Array.from(methods, ([name, options]) => [name, specOf(instance, name, options)])));
}

function specOf(instance: object, name: string, { async: isAsync, ...schemas }: GuestMethodOptions): MemberSpec {
  const call = (...args: unknown[]): unknown => {
    const last: unknown = args.at(-1);
    if (isBlock(last)) args[args.length - 1] = guardBlock(last);
    // Read at the call, so that what instruments or spies on the provider is seen; the name is the allow-list's.
    const method: unknown = Reflect.get(instance, name);
    if (typeof method !== "function") throw new TypeError(`${name} is no method any more`);
    const result: unknown = Reflect.apply(method, instance, args.map(argument));
    if (types.isPromise(result)) return result.then(returned);
    return isAsync === true ? Promise.resolve(result).then(returned) : returned(result);
  };
  return { ...schemas, call };
}

function argument(value: unknown): unknown {
  return fromGuest(value);
}

function returned(value: unknown): unknown {
  return toGuest(value, makeFacade);
}

/** The only functions among the arguments that come from a script; bound functions that come back as Handles are bare. */
function isBlock(value: unknown): value is Block {
  return typeof value === "function" && Object.hasOwn(value, "async");
}

/** What a method passes to the script's block crosses like a result. */
function guardBlock(block: Block): Block {
  return Object.assign((...args: unknown[]): unknown => fromGuest(block(...args.map(returned))), {
    async: async (...args: unknown[]): Promise<unknown> => fromGuest(await block.async(...args.map(returned))),
  });
}
