/**
 * The key of a method by which a bound object narrows what a guest may call: `(name) => boolean`, asked for each member
 * that the gate would otherwise allow, with the member's JavaScript name (`call` for a function). Only `true` allows.
 *
 * @example An opaque token: a guest can pass it on, and nothing else.
 * ```ts
 * class Session { [respondToGuest]() { return false; } }
 * ```
 */
export const respondToGuest: unique symbol = Symbol.for("kobako.respondToGuest") as typeof respondToGuest;
