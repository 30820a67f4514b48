import { type MemberSpec, respondToGuest, type StandardSchema } from "@kobako/host";

/** What one guest method declares besides its name; see `service` of `@kobako/host`. */
export interface GuestMethodOptions {
  /** One schema per positional argument. Without it, arguments arrive as the script gave them. */
  readonly args?: readonly StandardSchema[];
  /** The schema of the keyword arguments, as one object. */
  readonly kwargs?: StandardSchema;
  /** The schema of the result. */
  readonly returns?: StandardSchema;
  /** Awaits any thenable, such as a query builder; without it only real Promises are awaited. */
  readonly async?: MemberSpec["async"];
}

/** The guest methods that each class marks itself, by its prototype. */
const marked = new WeakMap<object, Map<string, GuestMethodOptions>>();

/**
 * Puts a method on the allow-list of its class: scripts can call it, and nothing else of the object. An override in a
 * subclass is not on it until it is marked too.
 *
 * @example
 * ```ts
 * @GuestMethod({ args: [z.string()] })
 * get(key: string) { return this.rows.get(key) ?? null; }
 * ```
 * @throws TypeError, at definition, on anything that is no instance method with a public name
 */
export function GuestMethod(options: GuestMethodOptions = {}): MethodDecorator {
  return <Value>(target: object, key: string | symbol, descriptor?: TypedPropertyDescriptor<Value>) => {
    requireLegacy(key, "GuestMethod");
    const owner = typeof target === "function" ? target.name : target.constructor.name;
    const what = `@GuestMethod() on ${owner}.${String(key)}`;
    if (typeof target === "function") throw new TypeError(`${what}: a static method cannot be a guest method`);
    if (typeof key !== "string") throw new TypeError(`${what}: a guest method needs a name that Ruby can write`);
    if (RESERVED.test(key)) throw new TypeError(`${what}: scripts can never call a member of this name`);
    if (typeof descriptor?.value !== "function")
      throw new TypeError(`${what}: only a method can be a guest method, no accessor and no field`);
    let own = marked.get(target);
    if (own === undefined) {
      own = new Map();
      marked.set(target, own);
      narrow(target, owner);
    }
    own.set(key, Object.freeze({ ...options }));
  };
}

/** What leads out of an object in JavaScript, and the words that a Ruby object keeps for reflection, which never leave the guest. */
const RESERVED = /^(?:[_#].*|constructor|prototype|binding|eval|extend|initialize|methods?|send|)$/;

/**
 * What scripts may call of an instance with this prototype. A name counts where the chain defines it first: a method that a
 * subclass overrides is not its base class's any more.
 */
export function guestMethodsOf(prototype: object): ReadonlyMap<string, GuestMethodOptions> {
  const found = new Map<string, GuestMethodOptions>();
  const defined = new Set<string>();
  for (
    let holder: object | null = prototype;
    holder !== null;
    holder = Object.getPrototypeOf(holder) as object | null
  ) {
    for (const [name, options] of marked.get(holder) ?? []) {
      if (!defined.has(name)) found.set(name, options);
    }
    for (const name of Object.getOwnPropertyNames(holder)) defined.add(name);
  }
  return found;
}

/** Whether scripts may hold an object with this prototype: one of its classes says what can be called. */
export function hasGuestMethods(prototype: object): boolean {
  for (
    let holder: object | null = prototype;
    holder !== null;
    holder = Object.getPrototypeOf(holder) as object | null
  ) {
    if (marked.has(holder)) return true;
  }
  return false;
}

/**
 * The same allow-list for whoever hands an instance to a Sandbox by other ways than this package: the host's gate asks this
 * method about every member.
 */
function narrow(prototype: object, owner: string): void {
  const existing: unknown = Reflect.get(prototype, respondToGuest);
  if (existing === respond) return;
  if (existing !== undefined)
    throw new TypeError(`${owner} has @GuestMethod() and respondToGuest: two allow-lists, use one of them`);
  Object.defineProperty(prototype, respondToGuest, { value: respond });
}

function respond(this: object, name: string): boolean {
  return guestMethodsOf(Object.getPrototypeOf(this) as object).has(name);
}

/** Standard decorators get a context object where TypeScript's get the key. */
export function requireLegacy(key: unknown, name: string): void {
  if (typeof key === "object" && key !== null)
    throw new TypeError(`@${name}() needs TypeScript's "experimentalDecorators", as NestJS does`);
}
