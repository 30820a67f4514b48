import { KobakoError } from "@kobako/host";
import { Inject, Injectable } from "@nestjs/common";
import { SandboxRegistry } from "./sandbox-registry.ts";
import { DEFAULT_SANDBOX } from "./sandbox-token.ts";

/** What Terminus takes for a health indicator's result: written out, so that Terminus is not needed. */
export type KobakoHealth<Key extends string> = Record<
  Key,
  { readonly status: "up" | "down"; readonly reason?: string }
>;

/** Whether the Sandboxes run scripts, as a health indicator for `@nestjs/terminus` or any other probe. */
export class KobakoHealthIndicator {
  static {
    Inject(SandboxRegistry)(this, undefined, 0);
    Injectable()(this);
  }

  readonly #registry: SandboxRegistry;

  constructor(registry: SandboxRegistry) {
    this.#registry = registry;
  }

  /**
   * Runs the smallest script there is. `reason` is the error's class, without its message.
   *
   * @param timeout milliseconds, waiting for an instance included
   * @example `health.check([() => kobako.check("kobako")])`
   */
  async check<const Key extends string>(
    key: Key,
    { sandbox = DEFAULT_SANDBOX, timeout = 1_000 }: { readonly sandbox?: string; readonly timeout?: number } = {},
  ): Promise<KobakoHealth<Key>> {
    const probed = this.#registry.sandboxes.get(sandbox);
    if (probed === undefined) return { [key]: { status: "down", reason: "unknown" } } as KobakoHealth<Key>;
    try {
      await probed.eval("nil", { signal: AbortSignal.timeout(timeout) });
      return { [key]: { status: "up" } } as KobakoHealth<Key>;
    } catch (error) {
      const reason = error instanceof KobakoError ? error._tag : "Error";
      return { [key]: { status: "down", reason } } as KobakoHealth<Key>;
    }
  }
}
