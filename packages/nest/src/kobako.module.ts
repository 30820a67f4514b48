import { ArgumentError, type Sandbox } from "@kobako/host";
import type { RequestInvoker } from "@kobako/host/http";
import { type DynamicModule, Module, type Provider, Scope } from "@nestjs/common";
import { APP_FILTER, APP_GUARD, DiscoveryModule, REQUEST } from "@nestjs/core";
import { GuestServices } from "./guest-services.ts";
import { BodyRefusalFilter, JsonBodyGuard } from "./json-bodies.ts";
import { KobakoExceptionFilter } from "./kobako-exception.filter.ts";
import { KobakoHealthIndicator } from "./kobako.health.ts";
import {
  ASYNC_OPTIONS_TYPE,
  ConfigurableModuleClass,
  type KobakoModuleExtras,
  type KobakoModuleOptions,
  MODULE_OPTIONS_TOKEN,
  OPTIONS_TYPE,
} from "./kobako.module-definition.ts";
import { RequestInvokers } from "./request-invokers.ts";
import { createSandbox, type SandboxDefinition } from "./sandbox-definition.ts";
import { SandboxRegistry } from "./sandbox-registry.ts";
import { DEFAULT_SANDBOX, getInvokerToken, getSandboxToken } from "./sandbox-token.ts";

/** A Sandbox besides the default one. Options that it leaves out are those of `forRoot`. */
export interface FeatureSandbox extends SandboxDefinition {
  /** The name that `@InjectSandbox(name)` asks for. */
  readonly name: string;
}

/**
 * Untrusted Ruby in a Nest application. `forRoot` makes the default Sandbox and is imported once; `forFeature` makes more
 * of them, by name.
 *
 * @example
 * ```ts
 * @Module({ imports: [KobakoModule.forRoot({ timeout: "2 seconds" })], providers: [StoreService] })
 * class AppModule {}
 * ```
 */
export class KobakoModule extends ConfigurableModuleClass {
  static {
    Module({})(this);
  }

  /** @throws at start-up, what the Sandbox's constructor throws for a wrong option */
  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return rootOf(super.forRoot(options), options);
  }

  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return rootOf(super.forRootAsync(options), options);
  }

  /** Sandboxes of their own, for `@InjectSandbox(name)` in the module that imports this. */
  static forFeature(...sandboxes: readonly FeatureSandbox[]): DynamicModule {
    const providers = sandboxes.flatMap(({ name, ...definition }) =>
      sandboxProviders(requireName(name), (root) => ({ ...without(root, [...APPLICATION, ...SET_UP]), ...definition })),
    );
    // A class of its own for each call: Nest merges dynamic modules of one class that look the same.
    class KobakoFeature {}
    return { module: KobakoFeature, providers, exports: tokensOf(sandboxes.map(({ name }) => name)) };
  }
}

function rootOf(definition: DynamicModule, extras: KobakoModuleExtras): DynamicModule {
  const { exceptionFilter = true, jsonOnly = false } = extras;
  const shared = [SandboxRegistry, GuestServices, RequestInvokers, KobakoHealthIndicator, KobakoExceptionFilter];
  return {
    ...definition,
    global: true,
    imports: [...(definition.imports ?? []), DiscoveryModule],
    providers: [
      ...(definition.providers ?? []),
      ...shared,
      ...sandboxProviders(DEFAULT_SANDBOX, (root) => without(root, APPLICATION)),
      ...(jsonOnly ? JSON_ONLY : []),
      ...(exceptionFilter ? [{ provide: APP_FILTER, useExisting: KobakoExceptionFilter }] : []),
    ],
    exports: [...shared, MODULE_OPTIONS_TOKEN, ...tokensOf([DEFAULT_SANDBOX])],
  };
}

const JSON_ONLY: readonly Provider[] = [
  { provide: APP_FILTER, useClass: BodyRefusalFilter },
  { provide: APP_GUARD, useClass: JsonBodyGuard },
];

function sandboxProviders(name: string, define: (root: KobakoModuleOptions) => SandboxDefinition): Provider[] {
  return [
    {
      provide: getSandboxToken(name),
      useFactory: (root: KobakoModuleOptions): Sandbox => createSandbox(define(root)),
      inject: [MODULE_OPTIONS_TOKEN],
    },
    {
      provide: getInvokerToken(name),
      scope: Scope.REQUEST,
      useFactory: (invokers: RequestInvokers, sandbox: Sandbox, request: object): RequestInvoker =>
        invokers.of(request, sandbox),
      inject: [RequestInvokers, getSandboxToken(name), REQUEST],
    },
  ];
}

function tokensOf(names: readonly string[]): string[] {
  return names.flatMap((name) => [getSandboxToken(name), getInvokerToken(name)]);
}

const APPLICATION = ["problems", "shutdownGrace"] as const satisfies readonly (keyof KobakoModuleOptions)[];
/** What is loaded into the default Sandbox is its own; its limits hold for every Sandbox that does not say otherwise. */
const SET_UP = ["snippets", "extensions", "configure"] as const satisfies readonly (keyof KobakoModuleOptions)[];

function without(options: KobakoModuleOptions, names: readonly string[]): SandboxDefinition {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));
}

function requireName(name: unknown): string {
  if (typeof name !== "string" || name === "")
    throw new ArgumentError("a Sandbox of KobakoModule.forFeature needs a name");
  if (name === DEFAULT_SANDBOX)
    throw new ArgumentError(`${DEFAULT_SANDBOX} is the name of the Sandbox that KobakoModule.forRoot makes`);
  return name;
}
