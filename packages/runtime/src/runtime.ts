import { Activity } from "./activity.ts";
import { now } from "./clock.ts";
import { type Guest, loadGuest, loadGuestSync } from "./guest.ts";
import { NO_DELTA } from "./delta.ts";
import { BUNDLED_GUEST, type GuestSource } from "./guest-source.ts";
import { bootImage, captureImage, type Image } from "./image.ts";
import { ImageStore } from "./image-store.ts";
import { Instance } from "./instance.ts";
import type { Invocation } from "./invocation.ts";
import { requireProfile } from "./manifest.ts";
import { Pool, type PoolBounds } from "./pool.ts";
import type { Report } from "./report.ts";
import { RuntimeError } from "./runtime-error.ts";
import { Scheduler } from "./scheduler.ts";
import type { Setup } from "./setup.ts";

/** Invocations that run at the same time on one thread; one more waits. Each occupies an instance of about 1 MB. */
const DEFAULT_CONCURRENCY = 64;

/** First byte of the Outcome of a setup step that went well (SPEC section 8). */
const OUTCOME_VALUE = 0x01;

/** Invocations that wait for an instance; one more is refused. Each keeps its source or its arguments. */
const DEFAULT_QUEUE = 16_384;

const DEFAULT_IMAGE_BUDGET = 64 * 1024 * 1024;

/** What a Runtime can be given. */
export interface RuntimeOptions {
  /** Default: the guest that `@kobako/guest` ships. */
  readonly guest?: GuestSource | undefined;
  /** Invocations that run at once; default 64. */
  readonly maxConcurrency?: number | undefined;
  /** Invocations that wait for their turn; default 16 384. */
  readonly maxQueue?: number | undefined;
  /**
   * Bytes of images that are kept; those that were not used longest go first and are made again when needed. An eighth is for
   * images whose Sandboxes are gone. Default 64 MiB.
   */
  readonly imageBudget?: number | undefined;
}

/** What exists once the guest is loaded. */
interface Loaded {
  readonly guest: Guest;
  readonly pool: Pool;
  readonly boot: Image;
  readonly images: ImageStore;
}

/** Where an invocation is: what a `Report` says about it. */
interface Progress {
  phase: Report["phase"];
  step: number | undefined;
}

/**
 * Guests on one thread: loads the Guest Binary once, keeps instances, and takes invocations from their payload to their
 * Report. It moves bytes and reads none of them, apart from the tag that says whether a setup step went well.
 */
export class Runtime {
  static #shared: Runtime | undefined;

  /** The bundled guest on this thread. */
  static get shared(): Runtime {
    return (Runtime.#shared ??= new Runtime());
  }

  static readonly #byGuest = new WeakMap<GuestSource, Runtime>();

  /** The runtime of this thread that all who name the same guest object share. */
  static of(guest: GuestSource): Runtime {
    let runtime = Runtime.#byGuest.get(guest);
    if (runtime === undefined) {
      runtime = new Runtime({ guest });
      Runtime.#byGuest.set(guest, runtime);
    }
    return runtime;
  }

  readonly #source: GuestSource;
  readonly #bounds: PoolBounds;
  readonly #imageBudget: number;
  readonly #scheduler = new Scheduler();
  #loaded: Loaded | undefined;
  #loading: Promise<Loaded> | undefined;

  /** @throws RangeError for a bound that is no whole number in its range */
  constructor(options: RuntimeOptions = {}) {
    this.#source = options.guest ?? BUNDLED_GUEST;
    this.#bounds = {
      maxConcurrency: requireBound(options.maxConcurrency ?? DEFAULT_CONCURRENCY, "maxConcurrency", 1),
      maxQueue: requireBound(options.maxQueue ?? DEFAULT_QUEUE, "maxQueue", 0),
    };
    this.#imageBudget = requireBound(options.imageBudget ?? DEFAULT_IMAGE_BUDGET, "imageBudget", 0);
  }

  /** Whether the guest is loaded, so that a synchronous invocation costs no loading. */
  get loaded(): boolean {
    return this.#loaded !== undefined;
  }

  /** Whether an asynchronous invocation can wait for Promises: false in Node before 24 and in some browsers. */
  get canSuspend(): boolean {
    return Instance.canSuspend;
  }

  /** Instances that are working, and instances that wait for work. */
  get instances(): { readonly busy: number; readonly idle: number } {
    return { busy: this.#loaded?.pool.busy ?? 0, idle: this.#loaded?.pool.idle ?? 0 };
  }

  /** Bytes of the images that are kept, one for all Sandboxes with equal set-ups. */
  get imageBytes(): number {
    return this.#loaded?.images.size ?? 0;
  }

  /** Loads, checks and compiles the guest, and makes one instance. */
  async warm(): Promise<void> {
    const { pool, boot } = await this.#load();
    pool.reserveBeyond();
    pool.release(pool.take(boot), boot, boot.end);
  }

  /**
   * The guest of this runtime as something that can be posted to other threads, where the option `guest` takes it and nothing
   * is compiled again.
   *
   * @throws RuntimeError when the guest cannot be loaded
   */
  async compiledGuest(): Promise<GuestSource> {
    const { module, image, manifestBytes } = (await this.#load()).guest;
    return { wasm: module, image: image.slice(), manifest: manifestBytes.slice() };
  }

  /** Rejects only with `RuntimeError`; everything that happens to the guest is in the Report. */
  async invoke(invocation: Invocation): Promise<Report> {
    const loaded = this.#loaded ?? (await this.#load());
    requireProfile(loaded.guest.manifest, invocation.profile);
    if (invocation.nested === true) loaded.pool.reserveBeyond();
    else if (!loaded.pool.reserve()) {
      try {
        await loaded.pool.wait(invocation);
      } catch (error) {
        if (error instanceof RuntimeError) throw error;
        return abortedReport(invocation);
      }
    }
    if (this.#scheduler.exhausted) await this.#scheduler.turn();
    const image = imageOf(loaded, invocation.setup);
    const instance = loaded.pool.take(image ?? loaded.boot);
    const activity = new Activity(invocation, Instance.canSuspend);
    const progress: Progress = { phase: "entry", step: undefined };
    try {
      const ready = image ?? (await this.#setUp(loaded, instance, activity, progress));
      if (ready instanceof Uint8Array) return this.#finish(loaded, instance, activity, progress, ready);
      startEntry(instance, activity, progress, ready);
      const entered = instance.enter(invocation.entry, invocation.payload);
      const outcome = entered instanceof Uint8Array ? entered : await entered;
      return this.#finish(loaded, instance, activity, progress, outcome);
    } catch (error) {
      return this.#fail(loaded, instance, activity, progress, error);
    }
  }

  /** Throws only `RuntimeError`. Waits for nobody: it takes an instance beyond the bound if it must. */
  invokeSync(invocation: Invocation): Report {
    const loaded = this.#loaded ?? this.#adopt(loadGuestSync(this.#source));
    requireProfile(loaded.guest.manifest, invocation.profile);
    loaded.pool.reserveBeyond();
    const image = imageOf(loaded, invocation.setup);
    const instance = loaded.pool.take(image ?? loaded.boot);
    const activity = new Activity(invocation, false);
    const progress: Progress = { phase: "entry", step: undefined };
    try {
      const ready = image ?? this.#setUpSync(loaded, instance, activity, progress);
      if (ready instanceof Uint8Array) return this.#finish(loaded, instance, activity, progress, ready);
      startEntry(instance, activity, progress, ready);
      return this.#finish(
        loaded,
        instance,
        activity,
        progress,
        instance.enterSync(invocation.entry, invocation.payload),
      );
    } catch (error) {
      return this.#fail(loaded, instance, activity, progress, error);
    }
  }

  #load(): Promise<Loaded> {
    if (this.#loaded !== undefined) return Promise.resolve(this.#loaded);
    this.#loading ??= loadGuest(this.#source).then(
      (guest) => this.#adopt(guest),
      (error: unknown) => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }

  #adopt(guest: Guest): Loaded {
    this.#loaded ??= {
      guest,
      pool: new Pool(guest, this.#scheduler, this.#bounds),
      boot: bootImage(guest),
      images: new ImageStore(this.#imageBudget),
    };
    return this.#loaded;
  }

  /** Replays the setup. Returns the state that it leads to, or the Outcome of the step that failed. */
  async #setUp(
    loaded: Loaded,
    instance: Instance,
    activity: Activity,
    progress: Progress,
  ): Promise<Image | Uint8Array> {
    instance.begin(activity, loaded.boot.end);
    progress.phase = "setup";
    for (const [index, step] of activity.invocation.setup.steps.entries()) {
      progress.step = index;
      const entered = instance.enter("setup", step);
      const outcome = entered instanceof Uint8Array ? entered : await entered;
      if (outcome[0] !== OUTCOME_VALUE) return outcome;
    }
    return keepImage(loaded, instance, activity);
  }

  #setUpSync(loaded: Loaded, instance: Instance, activity: Activity, progress: Progress): Image | Uint8Array {
    instance.begin(activity, loaded.boot.end);
    progress.phase = "setup";
    for (const [index, step] of activity.invocation.setup.steps.entries()) {
      progress.step = index;
      const outcome = instance.enterSync("setup", step);
      if (outcome[0] !== OUTCOME_VALUE) return outcome;
    }
    return keepImage(loaded, instance, activity);
  }

  #finish(loaded: Loaded, instance: Instance, activity: Activity, progress: Progress, outcome: Uint8Array): Report {
    activity.check();
    const report = makeReport(instance, activity, progress, outcome);
    instance.leave(activity);
    const image = imageOf(loaded, activity.invocation.setup) ?? loaded.boot;
    loaded.pool.release(instance, image, activity.grownEnd);
    activity.dispose();
    return report;
  }

  #fail(loaded: Loaded, instance: Instance, activity: Activity, progress: Progress, error: unknown): Report {
    activity.endFrom(error);
    const report = makeReport(instance, activity, progress, undefined);
    instance.leave(activity);
    loaded.pool.drop();
    activity.dispose();
    return report;
  }
}

/** The state that a Setup leads to, if it is known. */
function imageOf({ boot, images }: Loaded, setup: Setup): Image | undefined {
  return setup.isEmpty ? boot : images.get(setup);
}

/** Keeps the state that the setup led to, unless it must be replayed: it called a Service or read a live source. */
function keepImage(loaded: Loaded, instance: Instance, activity: Activity): Image {
  const stdout = activity.stdout.finish();
  const stderr = activity.stderr.finish();
  const image = { end: activity.grownEnd, delta: NO_DELTA, stdout, stderr };
  if (activity.impure || stdout.truncated || stderr.truncated) return image;
  const kept = captureImage(loaded.guest, instance.bytes, activity.grownEnd, { stdout, stderr });
  loaded.images.keep(activity.invocation.setup, kept);
  return image;
}

function startEntry(instance: Instance, activity: Activity, progress: Progress, image: Image): void {
  const replayed = progress.phase === "setup";
  if (!replayed) {
    activity.stdout.write(image.stdout.bytes);
    activity.stderr.write(image.stderr.bytes);
  }
  progress.phase = "entry";
  progress.step = undefined;
  instance.begin(activity, image.end);
}

function makeReport(
  instance: Instance,
  activity: Activity,
  progress: Progress,
  outcome: Uint8Array | undefined,
): Report {
  return {
    phase: progress.phase,
    step: progress.step,
    outcome,
    trap: activity.trap,
    stdout: activity.stdout.finish(),
    stderr: activity.stderr.finish(),
    usage: {
      wallTime: (now() - activity.started) / 1000,
      memoryPeak: activity.grownEnd - activity.base,
      fuel: instance.fuelUsed(activity),
    },
    deadline: activity.deadline,
  };
}

function requireBound(value: number, name: string, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`${name} must be a whole number of at least ${least}`);
}

/** An invocation that was aborted before it got an instance. */
function abortedReport(invocation: Invocation): Report {
  const nothing = { bytes: new Uint8Array(0), truncated: false };
  return {
    phase: "entry",
    step: undefined,
    outcome: undefined,
    trap: { kind: "aborted", message: "the invocation was aborted", cause: invocation.signal?.reason },
    stdout: nothing,
    stderr: nothing,
    usage: { wallTime: 0, memoryPeak: 0, fuel: 0 },
    deadline: Number.POSITIVE_INFINITY,
  };
}
