import { encodeSetup } from "@kobako/codec";
import { createSetup, type Setup } from "@kobako/runtime";
import { ArgumentError } from "../errors/argument-error.ts";
import { requireConstantName } from "../services/constant-path.ts";
import { Namespace } from "../services/namespace.ts";
import { requireTarget, ServiceRegistry } from "../services/service-registry.ts";
import { type KeptExtension, readExtension, requireDependencies } from "./extension.ts";
import { SnippetTable } from "./snippet-table.ts";

/** What a Sandbox is set up with, until the seal freezes it. */
export class SetUp {
  readonly registry = new ServiceRegistry();
  readonly snippets = new SnippetTable();
  // Maps that most Sandboxes do not need: an empty one takes 150 bytes.
  #namespaces: Map<string, Namespace> | undefined;
  #extensions: Map<string, KeptExtension> | undefined;
  #sealed: Setup | undefined;

  get isSealed(): boolean {
    return this.#sealed !== undefined;
  }

  /** @throws ArgumentError after the seal */
  requireOpen(verb: string): void {
    if (this.#sealed !== undefined) throw new ArgumentError(`${verb}: the Sandbox is sealed by its first invocation`);
  }

  define(name: unknown): Namespace {
    this.requireOpen("define");
    const constant = requireConstantName(name, "the name of a namespace");
    let namespace = this.#namespaces?.get(constant);
    if (namespace === undefined) {
      this.registry.define(constant);
      namespace = new Namespace(constant, (path, target) => this.bind(path, target));
      (this.#namespaces ??= new Map()).set(constant, namespace);
    }
    return namespace;
  }

  /** An empty `target` reserves the path. */
  bind(path: unknown, target: readonly [unknown?]): void {
    this.requireOpen("bind");
    const binding =
      target.length === 0
        ? ({ kind: "fillable" } as const)
        : ({
            kind: "object",
            object: requireTarget(target[0], typeof path === "string" ? path : "a Service"),
          } as const);
    this.registry.bind(path, binding);
  }

  /** @throws TypeError, ArgumentError; the Sandbox is then as it was */
  install(extension: unknown, preload: (snippet: { code: string; name: string }) => void): void {
    this.requireOpen("install");
    const kept = readExtension(extension);
    if (this.snippets.has(kept.name)) throw new ArgumentError(`there is a Snippet named ${kept.name} already`);
    if (kept.backend !== undefined) this.registry.requireFree(kept.backend.path);
    preload({ code: kept.source, name: kept.name });
    if (kept.backend !== undefined) this.registry.bind(kept.backend.path, kept.backend.binding);
    (this.#extensions ??= new Map()).set(kept.name, kept);
  }

  /** Freezes Services and Snippets. @throws ArgumentError when an Extension's dependency is missing; nothing is sealed then */
  seal(): Setup {
    if (this.#sealed === undefined) {
      if (this.#extensions !== undefined) requireDependencies(this.#extensions);
      const late = this.#proxiedPaths();
      const bind = (path: string): Uint8Array => encodeSetup({ kind: "bind", path }).slice();
      const early = this.registry.paths.filter((path) => !late.has(path));
      // Put together, not pushed one by one: that leaves room for 17 in each Sandbox.
      this.#sealed = createSetup(early.map(bind).concat(this.snippets.encode(), Array.from(late, bind)));
      this.registry.seal();
      this.snippets.seal();
    }
    return this.#sealed;
  }

  /**
   * Paths at which an Extension's own class stands and sends to the backend: bound after the Snippets, when that class
   * is there (the guest leaves it in its place), or else the backend would stand in its way.
   */
  #proxiedPaths(): Set<string> {
    const proxying = Array.from(this.#extensions?.values() ?? []).filter(({ source }) =>
      source.includes("Kobako::Proxy"),
    );
    return new Set(proxying.flatMap(({ backend }) => (typeof backend?.path === "string" ? [backend.path] : [])));
  }

  /** What providers give for one invocation: each is called once, however many paths it stands behind. */
  provide(): Map<string, object> | undefined {
    let provided: Map<string, object> | undefined;
    let calls: Map<() => unknown, object> | undefined;
    for (const [path, provide] of this.registry.providers) {
      calls ??= new Map();
      let object = calls.get(provide);
      if (object === undefined) {
        object = requireTarget(provide(), path);
        calls.set(provide, object);
      }
      provided ??= new Map();
      provided.set(path, object);
    }
    return provided;
  }
}
