import { channel } from "node:diagnostics_channel";
import { currentInvocation, type InvocationTrace } from "@kobako/host";

/** Sees from inside what a script does and how its invocation ends. */
export class Probe implements Disposable {
  /** Calls of `Probe::Tick` so far. */
  ticks = 0;
  /** Invocations that wait in `Probe::Hold`. */
  held = 0;
  /** How invocations ended, in order. */
  readonly ends: InvocationTrace[] = [];
  readonly #release = new Set<() => void>();
  readonly #channel = channel("tracing:kobako:invocation:end");
  readonly #listen = (trace: unknown): void => {
    this.ends.push({ ...(trace as InvocationTrace) });
  };

  constructor() {
    this.#channel.subscribe(this.#listen);
  }

  tick(): number {
    this.ticks += 1;
    return this.ticks;
  }

  /** Pends until `release`, or until the invocation is over. */
  async hold(): Promise<string> {
    const { signal } = currentInvocation() ?? {};
    this.held += 1;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#release.add(resolve);
    signal?.addEventListener("abort", () => resolve());
    await promise;
    this.#release.delete(resolve);
    this.held -= 1;
    return signal?.aborted === true ? "aborted" : "released";
  }

  release(): void {
    for (const resolve of this.#release) resolve();
  }

  [Symbol.dispose](): void {
    this.release();
    this.#channel.unsubscribe(this.#listen);
  }
}
