import { now } from "./clock.ts";
import type { Guest } from "./guest.ts";
import type { Image } from "./image.ts";
import { ImageRestorer } from "./image-restorer.ts";
import { Instance } from "./instance.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { Scheduler } from "./scheduler.ts";

/**
 * Memory never shrinks, and all of it is zeroed for every invocation: 1 MiB takes 36 µs, 4 MiB 265 µs, a new instance up to 1.5 ms.
 * An instance that grew by so many bytes past its image is kept.
 */
const RETAINED_BYTES = 1024 * 1024;

/** One that grew by up to so many is kept as long as invocations use them, */
const LARGEST_RETAINED_BYTES = 8 * 1024 * 1024;

/** and as few are idle. */
const MOST_LARGE = 2;

/** An instance that nobody uses, and the image that it holds or should hold. */
interface Idle {
  readonly instance: Instance;
  readonly image: Image;
  /** Whether memory still holds what the last invocation left. */
  dirty: boolean;
}

interface Waiter {
  readonly ready: () => void;
  readonly refuse: (error: unknown) => void;
}

/** How much one thread may have at once. */
export interface PoolBounds {
  /** Invocations that hold an instance. */
  readonly maxConcurrency: number;
  /** Invocations that wait for one. */
  readonly maxQueue: number;
}

/** What may end the wait for an instance. */
export interface Patience {
  /** Milliseconds; `null` or `undefined` waits without a bound. */
  readonly queueTimeout?: number | null | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The instances of one guest on one thread. */
export class Pool {
  readonly #guest: Guest;
  readonly #scheduler: Scheduler;
  readonly #restorer: ImageRestorer;
  readonly #capacity: number;
  readonly #maxQueue: number;
  readonly #idle: Idle[] = [];
  readonly #waiting: Waiter[] = [];
  #busy = 0;
  #cleaning = false;

  constructor(guest: Guest, scheduler: Scheduler, bounds: PoolBounds) {
    this.#guest = guest;
    this.#restorer = new ImageRestorer(guest);
    this.#scheduler = scheduler;
    this.#capacity = bounds.maxConcurrency;
    this.#maxQueue = bounds.maxQueue;
  }

  /** Instances that work on an invocation now, or are promised to one. */
  get busy(): number {
    return this.#busy;
  }

  get idle(): number {
    return this.#idle.length;
  }

  /** Promises an instance to the caller, who must `take` and then `release` or `drop` it. False when all are: then `wait`. */
  reserve(): boolean {
    if (this.#busy >= this.#capacity || this.#waiting.length > 0) return false;
    this.#busy++;
    return true;
  }

  /** The same beyond the bound, for those who cannot wait. */
  reserveBeyond(): void {
    this.#busy++;
  }

  /** Resolves when an instance is promised to this caller; rejects with `PoolTimeout`, `QueueFull`, or the signal's reason. */
  wait({ queueTimeout, signal }: Patience): Promise<void> {
    if (this.#waiting.length >= this.#maxQueue) {
      const message = `${this.#maxQueue} invocations wait for a guest instance already`;
      return Promise.reject(new RuntimeError("QueueFull", message));
    }
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const settle = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      };
      const waiter: Waiter = {
        ready: () => {
          settle();
          resolve();
        },
        refuse: (error) => {
          settle();
          this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
          reject(error);
        },
      };
      const onAbort = (): void => waiter.refuse(signal?.reason);
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      if (typeof queueTimeout === "number") {
        timer = setTimeout(() => {
          const message = `no guest instance came free within ${queueTimeout} ms: ${this.#capacity} invocations are running`;
          waiter.refuse(new RuntimeError("PoolTimeout", message));
        }, queueTimeout);
      }
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#waiting.push(waiter);
    });
  }

  /** The instance that was promised, in the state of `image`. @throws RuntimeError when the engine has no memory for it */
  take(image: Image): Instance {
    try {
      return this.#takeIdle(image) ?? this.#create(image);
    } catch (cause) {
      this.drop();
      throw new RuntimeError("NoMemory", "the engine has no memory for another guest instance", { cause });
    }
  }

  #takeIdle(image: Image): Instance | undefined {
    const fitting = this.#idle.findLastIndex((idle) => idle.image === image);
    const [idle] = this.#idle.splice(fitting === -1 ? this.#idle.length - 1 : fitting, 1);
    if (idle === undefined) return undefined;
    if (!idle.dirty && idle.image === image) return idle.instance;
    const at = now();
    idle.instance.restore(image);
    this.#scheduler.charge(now() - at);
    return idle.instance;
  }

  #create(image: Image): Instance {
    const instance = new Instance(this.#guest, this.#scheduler, this.#restorer);
    instance.restore(image);
    return instance;
  }

  /** Takes an instance back, to be in the state of `image` when it is used again. `end` is what the invocation was granted. */
  release(instance: Instance, image: Image, end: number): void {
    this.#busy--;
    if (this.#idle.length < this.#capacity && this.#retains(instance, image, end)) {
      this.#idle.push({ instance, image, dirty: true });
      this.#cleanLater();
    }
    this.#next();
  }

  #retains(instance: Instance, image: Image, end: number): boolean {
    const grown = instance.size - image.end;
    if (grown <= RETAINED_BYTES) return true;
    if (grown > LARGEST_RETAINED_BYTES || end - image.end < grown / 2) return false;
    return this.#idle.filter((idle) => idle.instance.size - idle.image.end > RETAINED_BYTES).length < MOST_LARGE;
  }

  /** Forgets an instance that trapped. */
  drop(): void {
    this.#busy--;
    this.#next();
  }

  #next(): void {
    if (this.#busy >= this.#capacity) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#busy++;
    next.ready();
  }

  /** Restores off the latency of the invocation that made the dirt; nothing of it waits in memory for the next one. */
  #cleanLater(): void {
    if (this.#cleaning || typeof setImmediate !== "function") return;
    this.#cleaning = true;
    setImmediate(() => {
      this.#cleaning = false;
      for (const idle of [...this.#idle]) {
        if (idle.dirty) this.#clean(idle);
      }
    });
  }

  #clean(idle: Idle): void {
    try {
      idle.instance.restore(idle.image);
      idle.dirty = false;
    } catch {
      // Nobody waits for this one, and whoever needs an instance makes a new one.
      this.#idle.splice(this.#idle.indexOf(idle), 1);
    }
  }
}
