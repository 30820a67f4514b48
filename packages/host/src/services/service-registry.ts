import { ArgumentError } from "../errors/argument-error.ts";
import { namespacesOf, requireConstantPath } from "./constant-path.ts";

/** What answers at a path: a host object, what a function gives once per invocation, or what the invocation fills in. */
export type Binding =
  | { readonly kind: "object"; readonly object: object }
  | { readonly kind: "provider"; readonly provide: () => unknown }
  | { readonly kind: "fillable" };

const NO_PROVIDERS: readonly (readonly [string, () => unknown])[] = Object.freeze([]);

/** The Services of one Sandbox by path. */
export class ServiceRegistry {
  // Many a Sandbox has one Service, and the smallest Map takes 180 bytes.
  #firstPath: string | undefined;
  #first: Binding | undefined;
  #others: Map<string, Binding> | undefined;
  /** Paths that are modules, because a bound path goes through them or `define` named them. */
  #namespaces: Set<string> | undefined;
  #providers: (readonly [string, () => unknown])[] | undefined;

  /** Bound paths in the order in which they were bound. */
  get paths(): readonly string[] {
    return this.#firstPath === undefined ? [] : [this.#firstPath, ...(this.#others?.keys() ?? [])];
  }

  get size(): number {
    return this.#firstPath === undefined ? 0 : 1 + (this.#others?.size ?? 0);
  }

  /** Paths whose object is made anew for every invocation. */
  get providers(): readonly (readonly [path: string, provide: () => unknown])[] {
    return this.#providers ?? NO_PROVIDERS;
  }

  find(path: string): Binding | undefined {
    return path === this.#firstPath ? this.#first : this.#others?.get(path);
  }

  /** @throws TypeError, ArgumentError when the path is no constant path, is taken, or crosses a bound one */
  bind(path: unknown, binding: Binding): void {
    const name = this.requireFree(path);
    for (const namespace of namespacesOf(name)) (this.#namespaces ??= new Set()).add(namespace);
    if (this.#firstPath === undefined) {
      this.#firstPath = name;
      this.#first = binding;
    } else (this.#others ??= new Map()).set(name, binding);
    if (binding.kind === "provider") (this.#providers ??= []).push([name, binding.provide]);
  }

  /** The path, if something can be bound there. @throws TypeError, ArgumentError */
  requireFree(path: unknown): string {
    const name = requireConstantPath(path, "the path of a Service");
    if (this.find(name) !== undefined) throw new ArgumentError(`${name} is bound already`);
    if (this.#namespaces?.has(name) === true)
      throw new ArgumentError(`${name} is a namespace: other Services are bound below it`);
    const namespaces = namespacesOf(name);
    for (const namespace of namespaces) this.#refuseBound(namespace, name);
    refuseGuestOwn(namespaces[0] ?? name);
    return name;
  }

  /** Makes `name` a namespace, even while nothing is bound below it. */
  define(name: string): void {
    this.#refuseBound(name, name);
    refuseGuestOwn(name);
    (this.#namespaces ??= new Set()).add(name);
  }

  /** Nothing is bound any more: what only binding needs is let go. */
  seal(): void {
    this.#namespaces = undefined;
  }

  #refuseBound(namespace: string, path: string): void {
    if (this.find(namespace) !== undefined)
      throw new ArgumentError(`${path} cannot be a namespace or lie below one: ${namespace} is bound to a Service`);
  }
}

/** The namespace of the guest's own classes, such as `Kobako::ServiceError`. */
function refuseGuestOwn(root: string): void {
  if (root === "Kobako") throw new ArgumentError("Kobako belongs to the guest: bind Services under another name");
}

/** @throws TypeError when `target` is nothing that has members */
export function requireTarget(target: unknown, path: string): object {
  if ((typeof target === "object" && target !== null) || typeof target === "function") return target;
  throw new TypeError(`the target of ${path} must be a function or an object`);
}
