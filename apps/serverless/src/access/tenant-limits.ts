import { RefusedRequestError } from "@kobako/host/http";

/** What one tenant may ask for. */
export interface TenantLimitsOptions {
  /** Calls per second over time; as many again may come at once. */
  readonly rate: number;
  /** Calls at the same time. */
  readonly concurrency: number;
}

interface Account {
  running: number;
  /** Calls that may be made now. */
  tokens: number;
  /** When `tokens` was right, in milliseconds. */
  at: number;
}

/** Keeps one tenant from taking all there is: a bucket of calls that refills, and a bound on those that run. */
export class TenantLimits {
  readonly #options: TenantLimitsOptions;
  readonly #now: () => number;
  /** One for each tenant that has a key, no more. */
  readonly #accounts = new Map<number, Account>();

  constructor(options: TenantLimitsOptions, now: () => number = () => performance.now()) {
    this.#options = options;
    this.#now = now;
  }

  /** Lets a call in; gives what is to be called at its end. @throws RefusedRequestError (429) */
  enter(tenant: number): () => void {
    const { rate, concurrency } = this.#options;
    const account = this.#accountOf(tenant);
    if (account.running >= concurrency) throw tooMany(`${concurrency} calls of this tenant are running`, 1);
    if (account.tokens < 1) throw tooMany(`a tenant makes ${rate} calls per second`, Math.ceil(1 / rate));
    account.tokens -= 1;
    account.running += 1;
    let left = false;
    return () => {
      if (!left) account.running -= 1;
      left = true;
    };
  }

  #accountOf(tenant: number): Account {
    const { rate } = this.#options;
    const now = this.#now();
    const account = this.#accounts.get(tenant) ?? { running: 0, tokens: rate * 2, at: now };
    account.tokens = Math.min(rate * 2, account.tokens + ((now - account.at) / 1_000) * rate);
    account.at = now;
    this.#accounts.set(tenant, account);
    return account;
  }
}

function tooMany(detail: string, seconds: number): RefusedRequestError {
  return new RefusedRequestError(429, { detail, headers: { "Retry-After": String(seconds) } });
}
