import { ArgumentError } from "../errors/argument-error.ts";
import { requireConstantName } from "../services/constant-path.ts";
import { type Binding, requireTarget } from "../services/service-registry.ts";

/** Teaches the guest a native-looking constant: Ruby source, and perhaps a Service behind it. */
export interface Extension {
  /** The name of the Snippet, and what `dependsOn` of other Extensions refers to. */
  readonly name: string;
  /** Ruby source; a class in it that does `extend Kobako::Proxy` sends what it does not define to the backend. */
  readonly source: string;
  /** What answers behind the constant. */
  readonly backend?: ExtensionBackend;
  /** Names of Extensions that must be installed too, in any order. */
  readonly dependsOn?: readonly string[];
}

/** What answers at `path`: a shared object, what `provider` gives once per invocation, or what `options.bind` fills in. */
export type ExtensionBackend =
  | { readonly path: string; readonly object: object; readonly provider?: never }
  | { readonly path: string; readonly provider: () => object; readonly object?: never }
  | { readonly path: string; readonly object?: never; readonly provider?: never };

/** An Extension, checked. */
export interface KeptExtension {
  readonly name: string;
  readonly source: string;
  readonly backend: { readonly path: unknown; readonly binding: Binding } | undefined;
  readonly dependsOn: readonly string[];
}

/** @throws TypeError, ArgumentError */
export function readExtension(extension: unknown): KeptExtension {
  if (typeof extension !== "object" || extension === null) throw new TypeError("an Extension must be an object");
  const { name, source, backend, dependsOn } = extension as { readonly [Key in keyof Extension]?: unknown };
  const constant = requireConstantName(name, "the name of an Extension");
  if (typeof source !== "string") throw new TypeError(`the source of Extension ${constant} must be a string`);
  return { name: constant, source, backend: readBackend(backend), dependsOn: readDependencies(dependsOn) };
}

function readBackend(backend: unknown): KeptExtension["backend"] {
  if (backend === undefined || backend === null) return undefined;
  if (typeof backend !== "object") throw new TypeError("backend must be an object with a path");
  const { path, object, provider } = backend as Readonly<Record<string, unknown>>;
  if (object !== undefined && provider !== undefined)
    throw new ArgumentError("a backend has an object or a provider, not both");
  if (provider !== undefined) {
    if (typeof provider !== "function") throw new TypeError("provider must be a function");
    return { path, binding: { kind: "provider", provide: provider as () => unknown } };
  }
  if (object === undefined) return { path, binding: { kind: "fillable" } };
  return { path, binding: { kind: "object", object: requireTarget(object, String(path)) } };
}

function readDependencies(value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new TypeError("dependsOn must be a list of names");
  return value.map((name) => requireConstantName(name, "a name in dependsOn"));
}

/** @throws ArgumentError naming what is missing */
export function requireDependencies(extensions: ReadonlyMap<string, KeptExtension>): void {
  for (const extension of extensions.values()) {
    const missing = extension.dependsOn.find((name) => !extensions.has(name));
    if (missing !== undefined)
      throw new ArgumentError(`Extension ${extension.name} depends on ${missing}, which is not installed`);
  }
}
