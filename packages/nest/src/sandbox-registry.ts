import { ArgumentError, Sandbox } from "@kobako/host";
import { Inject, Injectable, type OnApplicationBootstrap } from "@nestjs/common";
import { DiscoveryService } from "@nestjs/core";
import { sandboxNameOf } from "./sandbox-token.ts";

/** The Sandboxes of an application by name. Seals them when it starts, so that what is wrong with one shows before traffic does. */
export class SandboxRegistry implements OnApplicationBootstrap {
  static {
    Inject(DiscoveryService)(this, undefined, 0);
    Injectable()(this);
  }

  readonly #discovery: DiscoveryService;
  #sandboxes: ReadonlyMap<string, Sandbox> | undefined;

  constructor(discovery: DiscoveryService) {
    this.#discovery = discovery;
  }

  /**
   * Known once all modules are instantiated. Found as providers, and not as they are made: a test may have put another one
   * in the place of a Sandbox.
   *
   * @throws ArgumentError for two of one name
   */
  get sandboxes(): ReadonlyMap<string, Sandbox> {
    return (this.#sandboxes ??= this.#collect());
  }

  /** @throws what the first invocation would throw */
  async onApplicationBootstrap(): Promise<void> {
    for (const sandbox of this.sandboxes.values()) await sandbox.seal();
  }

  #collect(): ReadonlyMap<string, Sandbox> {
    const found = new Map<string, Sandbox>();
    for (const { token, instance, isAlias } of this.#discovery.getProviders()) {
      const name = sandboxNameOf(token);
      if (name === undefined || isAlias) continue;
      if (found.has(name)) throw new ArgumentError(`two Sandboxes are named ${JSON.stringify(name)}`);
      if (!(instance instanceof Sandbox)) throw new TypeError(`the provider of Sandbox ${name} gives none`);
      found.set(name, instance);
    }
    return found;
  }
}
