import { ArgumentError, type Sandbox, type Service } from "@kobako/host";
import { Inject, Injectable, type OnModuleInit } from "@nestjs/common";
import { ContextIdFactory, DiscoveryService, ModuleRef } from "@nestjs/core";
import { guestFacade } from "./guest-facade.ts";
import { guestMethodsOf } from "./guest-method.decorator.ts";
import { type GuestServiceDeclaration, guestServiceOf } from "./guest-service.decorator.ts";
import { SandboxRegistry } from "./sandbox-registry.ts";
import { DEFAULT_SANDBOX } from "./sandbox-token.ts";

type Provider = ReturnType<DiscoveryService["getProviders"]>[number];

/** A provider whose class says `@GuestService()`. */
interface Discovered extends GuestServiceDeclaration {
  readonly className: string;
  readonly provider: Provider;
  readonly isRequestScoped: boolean;
}

/**
 * Finds the providers with `@GuestService()` when the application starts, and binds them: singletons for good,
 * request-scoped ones for the invocations of their request.
 */
export class GuestServices implements OnModuleInit {
  static {
    Inject(DiscoveryService)(this, undefined, 0);
    Inject(SandboxRegistry)(this, undefined, 1);
    Inject(ModuleRef)(this, undefined, 2);
    Injectable()(this);
  }

  readonly #discovery: DiscoveryService;
  readonly #registry: SandboxRegistry;
  readonly #moduleRef: ModuleRef;
  readonly #perRequest = new WeakMap<Sandbox, readonly Discovered[]>();
  readonly #contexts = new WeakMap<object, { id: number }>();
  #discovered: readonly Discovered[] | undefined;

  constructor(discovery: DiscoveryService, registry: SandboxRegistry, moduleRef: ModuleRef) {
    this.#discovery = discovery;
    this.#registry = registry;
    this.#moduleRef = moduleRef;
  }

  /** Called by Nest. */
  onModuleInit(): void {
    const { sandboxes: known } = this.#registry;
    for (const { sandboxes, className } of this.#all()) {
      const unknown = sandboxes.find((name) => !known.has(name));
      if (unknown === undefined) continue;
      const names = Array.from(known.keys()).join(", ");
      throw new ArgumentError(`@GuestService() on ${className} names the Sandbox "${unknown}"; there are: ${names}`);
    }
    for (const [name, sandbox] of known) this.bindTo(sandbox, name);
  }

  /**
   * Binds the guest services of the Sandbox `name` to another one as well, such as a tenant's.
   *
   * @throws ArgumentError for a bad or taken path, or after the seal
   */
  bindTo(sandbox: Sandbox, name: string = DEFAULT_SANDBOX): Sandbox {
    const perRequest: Discovered[] = [];
    for (const found of this.#all()) {
      if (!found.sandboxes.includes(name)) continue;
      try {
        if (found.isRequestScoped) sandbox.bind(found.path);
        else sandbox.bind(found.path, guestFacade(found.provider.instance as object));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new ArgumentError(`@GuestService() on ${found.className}, Sandbox ${name}: ${reason}`, { cause: error });
      }
      if (found.isRequestScoped) perRequest.push(found);
    }
    if (perRequest.length > 0) this.#perRequest.set(sandbox, perRequest);
    return sandbox;
  }

  /** What `options.bind` fills in for the invocations of one request: its request-scoped guest services by path. */
  async bindingsOf(sandbox: Sandbox, request: object): Promise<Readonly<Record<string, Service>> | undefined> {
    const perRequest = this.#perRequest.get(sandbox);
    if (perRequest === undefined) return undefined;
    const context = this.#contextOf(request);
    const bound = perRequest.map(async ({ path, provider }) => {
      // The module that has the provider: elsewhere its token may mean another one.
      const moduleRef = provider.host?.getProviderByKey<ModuleRef>(ModuleRef)?.instance ?? this.#moduleRef;
      const instance: object = await moduleRef.resolve(provider.token as string, context);
      return [path, guestFacade(instance)] as const;
    });
    return Object.fromEntries(await Promise.all(bound));
  }

  #all(): readonly Discovered[] {
    if (this.#discovered === undefined) {
      const found = this.#discovery.getProviders().flatMap((provider) => discover(provider) ?? []);
      requireDistinct(found);
      this.#discovered = found;
    }
    return this.#discovered;
  }

  /** The injection context that Nest gave to the request, or one of our own where nothing else of the route needs one. */
  #contextOf(request: object): { id: number } {
    let context = this.#contexts.get(request);
    if (context === undefined) {
      context = ContextIdFactory.getByRequest(request);
      this.#moduleRef.registerRequestByContextId(request, context);
      this.#contexts.set(request, context);
    }
    return context;
  }
}

/** @throws ArgumentError when a class is declared as a Service that cannot be one */
function discover(provider: Provider): Discovered | undefined {
  if (provider.isAlias) return undefined;
  const type = classOf(provider);
  const declaration = type === undefined ? undefined : guestServiceOf(type);
  if (type === undefined || declaration === undefined) return undefined;
  if (provider.isTransient)
    throw new ArgumentError(
      `@GuestService() on ${type.name}: a transient provider has no instance of its own; use the default or the request scope`,
    );
  if (guestMethodsOf(type.prototype as object).size === 0)
    throw new ArgumentError(
      `@GuestService() on ${type.name}: no method has @GuestMethod(), so that scripts could call nothing`,
    );
  return { ...declaration, className: type.name, provider, isRequestScoped: !provider.isDependencyTreeStatic() };
}

/** The class of a provider; of what a factory gave, or a value is, the class of the object. */
function classOf(provider: Provider): Function | undefined {
  if (typeof provider.metatype === "function" && !provider.isNotMetatype) return provider.metatype;
  const instance: unknown = provider.instance;
  if (typeof instance !== "object" || instance === null) return undefined;
  const prototype = Object.getPrototypeOf(instance) as object | null;
  const constructor: unknown =
    prototype === null ? undefined : Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  return typeof constructor === "function" ? constructor : undefined;
}

function requireDistinct(found: readonly Discovered[]): void {
  const taken = new Map<string, Discovered>();
  for (const one of found) {
    for (const sandbox of one.sandboxes) {
      const key = `${sandbox}\n${one.path}`;
      const other = taken.get(key);
      if (other !== undefined)
        throw new ArgumentError(
          `${one.path} is declared twice in Sandbox ${sandbox}: by ${describe(other)} and by ${describe(one)}`,
        );
      taken.set(key, one);
    }
  }
}

function describe({ className, provider }: Discovered): string {
  return `${className} of ${provider.host?.name ?? "an unknown module"}`;
}
