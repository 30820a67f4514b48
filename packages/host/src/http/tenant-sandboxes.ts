import { ArgumentError } from "../errors/argument-error.ts";
import { display } from "../errors/display.ts";
import { Sandbox } from "../sandbox/sandbox.ts";
import { requireOptions } from "../sandbox/sandbox-options.ts";
import { RefusedRequestError } from "./refused-request-error.ts";

/** Makes the Sandbox of a tenant; nothing for a tenant that there is not. */
export type ConfigureTenant<Tenant extends Sandbox = Sandbox> = (
  key: string,
) => Tenant | null | undefined | Promise<Tenant | null | undefined>;

/** Where tenants' Sandboxes come from. */
export interface TenantSandboxesOptions<Tenant extends Sandbox = Sandbox> {
  /** Makes the Sandbox of a tenant; nothing for a tenant that there is not. */
  readonly configure: ConfigureTenant<Tenant>;
  /** How many are kept; the least recently used goes first. Default 1 000. */
  readonly max?: number;
}

/**
 * One Sandbox per tenant, made when it is first asked for and kept while it is used. A Sandbox that goes finishes what it is
 * running; it is made again on the next request.
 */
export class TenantSandboxes<Tenant extends Sandbox = Sandbox> {
  readonly #configure: ConfigureTenant<Tenant>;
  readonly #max: number;
  /** In the order of use, most recent last. */
  readonly #kept = new Map<string, Tenant>();
  /** Apart from those that are kept, so that nobody drives them out by asking for tenants that there are not. */
  readonly #pending = new Map<string, Promise<Tenant>>();

  /** @throws TypeError, ArgumentError */
  constructor(options: TenantSandboxesOptions<Tenant>) {
    const given = requireOptions(options, { configure: 0, max: 0 }, "an option of TenantSandboxes");
    const { configure, max = 1_000 } = given as unknown as TenantSandboxesOptions<Tenant>;
    if (typeof configure !== "function") throw new TypeError("configure must be a function");
    if (!Number.isSafeInteger(max) || max <= 0)
      throw new ArgumentError(`max must be a positive whole number, not ${display(String(max))}`);
    this.#configure = configure;
    this.#max = max;
  }

  /** How many are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /**
   * The tenant's Sandbox. Requests that come while it is being made share it; what `configure` fails with is not remembered.
   *
   * @throws RefusedRequestError (403) for no tenant, TypeError for a key that is no string, and what `configure` throws
   */
  async get(key: string | null | undefined): Promise<Tenant> {
    if (key === undefined || key === null) throw unknownTenant();
    if (typeof key !== "string") throw new TypeError("a tenant's key must be a string");
    const known = this.#kept.get(key);
    if (known === undefined) return this.#pending.get(key) ?? this.#start(key);
    this.#kept.delete(key);
    this.#kept.set(key, known);
    return known;
  }

  /** Forgets a tenant's Sandbox, whose configuration has changed. The next request makes it anew. */
  delete(key: string): void {
    this.#kept.delete(key);
    this.#pending.delete(key);
  }

  #start(key: string): Promise<Tenant> {
    const made: Promise<Tenant> = this.#make(key).then(
      (sandbox) => {
        // Unless it was deleted meanwhile, and is out of date.
        if (this.#pending.get(key) === made) this.#keep(key, sandbox);
        return sandbox;
      },
      (error: unknown) => {
        if (this.#pending.get(key) === made) this.#pending.delete(key);
        throw error;
      },
    );
    this.#pending.set(key, made);
    return made;
  }

  async #make(key: string): Promise<Tenant> {
    const sandbox = await this.#configure(key);
    if (sandbox === undefined || sandbox === null) throw unknownTenant();
    if (!(sandbox instanceof Sandbox)) throw new TypeError("configure must give a Sandbox");
    return sandbox;
  }

  #keep(key: string, sandbox: Tenant): void {
    this.#pending.delete(key);
    this.#kept.set(key, sandbox);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#max && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function unknownTenant(): RefusedRequestError {
  const title = "The request is not for a known tenant";
  return new RefusedRequestError(403, { slug: "unknown-tenant", title });
}
