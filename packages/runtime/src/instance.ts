import type { Activity } from "./activity.ts";
import { now } from "./clock.ts";
import type { Guest } from "./guest.ts";
import { type EntryName, type GuestEntry, type GuestExports, promiseIntegration } from "./guest-exports.ts";
import type { Image } from "./image.ts";
import type { ImageRestorer } from "./image-restorer.ts";
import type { Profile } from "./invocation.ts";
import { PAGE } from "./manifest.ts";
import { pack, unpack } from "./packed.ts";
import type { Scheduler } from "./scheduler.ts";
import { type BlockRunner, ServiceCallFrame } from "./service-call-frame.ts";
import { wasiImports, type WasiHost } from "./wasi.ts";

/** Bytes of one message in either direction (SPEC section 8). */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** Milliseconds between two turns of the event loop, unless the invocation says otherwise. */
const DEFAULT_SLICE = 5;

/** Output is copied in parts of so many bytes, with a look at the clock before each. */
const OUTPUT_PART_BYTES = 256 * 1024;

/** Bytes of output between two looks at the clock; a write without bytes counts as some, too. */
const OUTPUT_QUANTUM = 64 * 1024;
const WRITE_COST = 256;

/** `end` of `__kobako_grow` when the guest has run out of garbage to collect. */
const GIVE_UP = 0xffff_ffff;

/** A Promise-returning Service whose answer the guest will wait for. */
interface Pending {
  readonly frame: ServiceCallFrame;
  readonly answer: Promise<Uint8Array>;
}

function asUnsigned(value: number): number {
  return value >>> 0;
}

/**
 * One guest in one linear memory. It works on one `Activity` at a time; between two of them `restore` puts memory back.
 * Everything that comes from the guest is checked here: addresses, lengths, the order of calls.
 */
export class Instance implements BlockRunner, WasiHost {
  readonly #guest: Guest;
  readonly #scheduler: Scheduler;
  readonly #restorer: ImageRestorer;
  readonly #exports: GuestExports;
  readonly #promising: Readonly<Record<EntryName, (address: number, length: number) => Promise<void>>> | undefined;
  readonly #entries: Readonly<Record<EntryName, GuestEntry>>;
  readonly #yieldSuspending: ((address: number, length: number) => Promise<bigint>) | undefined;
  #bytes: Uint8Array<ArrayBuffer>;
  /** Whether memory has the constants, which nothing changes afterwards. */
  #hasConstants = false;
  #activity: Activity | undefined;
  #pending: Pending | undefined;
  /** Whether the guest only makes room for a message or names one: it must not call a Service then. */
  #exchanging = false;
  /** When the guest last got control. */
  #resumedAt = 0;
  /** Bytes of output since the last look at the clock. */
  #written = 0;

  constructor(guest: Guest, scheduler: Scheduler, restorer: ImageRestorer) {
    this.#guest = guest;
    this.#restorer = restorer;
    this.#scheduler = scheduler;
    this.#exports = new WebAssembly.Instance(guest.module, this.#imports()).exports as unknown as GuestExports;
    const { __kobako_eval, __kobako_run, __kobako_compile, __kobako_setup } = this.#exports;
    this.#entries = { eval: __kobako_eval, run: __kobako_run, compile: __kobako_compile, setup: __kobako_setup };
    if (promiseIntegration !== undefined) {
      const { promising } = promiseIntegration;
      this.#promising = {
        eval: promising(__kobako_eval),
        run: promising(__kobako_run),
        compile: promising(__kobako_compile),
        setup: promising(__kobako_setup),
      };
      this.#yieldSuspending = promising(this.#exports.__kobako_yield_to_block);
    }
    this.#bytes = new Uint8Array(this.#exports.memory.buffer);
  }

  #imports(): WebAssembly.Imports {
    const suspending = (wait: () => Promise<unknown>): WebAssembly.ImportValue => {
      if (promiseIntegration !== undefined) return new promiseIntegration.Suspending(wait);
      return () => {
        throw this.#current().endWith("engine", "the guest tried to wait where it cannot");
      };
    };
    return {
      env: {
        __kobako_dispatch: (address: number, length: number) => this.#dispatch(asUnsigned(address), asUnsigned(length)),
        __kobako_await: suspending(() => this.#awaitPending()),
        __kobako_safepoint: () => this.#safepoint(),
        __kobako_pause: suspending(() => this.#pause()),
        __kobako_grow: (end: number) => this.#grow(asUnsigned(end)),
      },
      wasi_snapshot_preview1: wasiImports(this),
    };
  }

  /** Bytes of linear memory. It never shrinks. */
  get size(): number {
    return this.#bytes.length;
  }

  /** Whether `invoke` can run a guest that suspends. */
  static get canSuspend(): boolean {
    return promiseIntegration !== undefined;
  }

  /**
   * Puts memory into the state of `image`, whatever happened before: all of it but the constants, as a guest that lost its way
   * may have written beyond what it was granted.
   *
   * @throws RangeError when the engine has not enough memory
   */
  restore(image: Image): void {
    if (this.#bytes.length < image.end && !this.#growMemory(image.end))
      throw new RangeError("the engine has no memory for a guest instance");
    if (!this.#hasConstants) this.#restorer.placeConstants(this.#bytes);
    this.#hasConstants = true;
    this.#restorer.restore(image, this.#bytes);
    this.#exports.__stack_pointer.value = this.#guest.manifest.image.stackPointer;
  }

  /** A view of linear memory, for capturing an image. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes;
  }

  /** Begins a phase of `activity` on the restored memory, which ends at `base`. */
  begin(activity: Activity, base: number): void {
    this.#activity = activity;
    this.#pending = undefined;
    this.#exchanging = false;
    activity.begin(base);
    this.#refill(activity);
  }

  /** Steps that the guest took since `begin`. */
  fuelUsed(activity: Activity): number {
    return activity.refilled - asUnsigned(this.#exports.__kobako_fuel.value);
  }

  /** Enters the guest and returns a copy of the Outcome that it left. Throws what ends an activity. */
  enterSync(entry: EntryName, payload: Uint8Array): Uint8Array {
    const activity = this.#current();
    activity.plainFrames++;
    const address = this.#deliver(payload);
    this.#entries[entry](address, payload.length);
    const outcome = this.#takeOutcome(activity);
    activity.plainFrames--;
    return outcome;
  }

  /** The same on a stack that can suspend; a Promise only if it did, so that others can have the instance at once. */
  enter(entry: EntryName, payload: Uint8Array): Uint8Array | Promise<Uint8Array> {
    const activity = this.#current();
    const start = this.#promising?.[entry];
    if (start === undefined) return this.enterSync(entry, payload);
    activity.plainFrames++;
    const address = this.#deliver(payload);
    activity.plainFrames--;
    this.#resume(activity, now());
    this.#exports.__kobako_left.value = 0;
    const left = start(address, payload.length);
    return this.#exports.__kobako_left.value === 1
      ? this.#leftWith(activity)
      : left.then(() => this.#leftWith(activity));
  }

  #leftWith(activity: Activity): Uint8Array {
    this.#scheduler.charge(now() - this.#resumedAt, activity.invocation.slice);
    return this.#takeOutcome(activity);
  }

  /** Ends the phase: the guest must not be entered any more before the next `begin`. */
  leave(activity: Activity): void {
    activity.over = true;
    this.#activity = undefined;
    this.#pending = undefined;
  }

  #current(): Activity {
    if (this.#activity === undefined) throw new Error("the guest ran outside an invocation");
    return this.#activity;
  }

  #dispatch(address: number, length: number): bigint {
    const activity = this.#current();
    if (this.#exchanging || this.#pending !== undefined)
      throw activity.endWith("engine", "the guest called a Service out of turn");
    activity.impure = true;
    const request = this.#read(address, length);
    const frame = new ServiceCallFrame(activity, this);
    let answer: Uint8Array | Promise<Uint8Array>;
    try {
      answer = activity.invocation.dispatch(request, frame);
    } catch (error) {
      frame.close();
      throw activity.endFrom(error);
    }
    // Nobody may be left to see it fail.
    if (!(answer instanceof Uint8Array)) answer.catch(() => undefined);
    // A Service may have swallowed the trap of its block, or taken longer than the guest had left.
    const at = now();
    activity.check(at);
    if (!(answer instanceof Uint8Array)) return this.#postpone(activity, frame, answer);
    frame.close();
    if (at >= activity.sliceEnd && activity.canSuspend) this.#expire(activity);
    return this.#respond(activity, answer);
  }

  #postpone(activity: Activity, frame: ServiceCallFrame, answer: Promise<Uint8Array>): bigint {
    if (!frame.canSuspend)
      throw activity.endWith("engine", "a Service answered with a Promise where the guest cannot wait");
    this.#pending = { frame, answer };
    return 0n;
  }

  async #awaitPending(): Promise<bigint> {
    const activity = this.#current();
    const pending = this.#pending;
    if (pending === undefined) throw activity.endWith("engine", "the guest waits for an answer that nobody owes");
    this.#pending = undefined;
    this.#scheduler.charge(now() - this.#resumedAt, activity.invocation.slice);
    const { frame } = pending;
    frame.markSuspended();
    const answer = await activity.interruptible(pending.answer);
    await activity.interruptible(frame.drain());
    frame.close();
    if (this.#scheduler.exhausted) await this.#scheduler.turn();
    this.#resume(activity, now());
    return this.#respond(activity, answer);
  }

  #safepoint(): number {
    const activity = this.#activity;
    // Restoring and booting run no guest code, so there is always somebody to charge.
    if (activity === undefined) throw new Error("the guest ran outside an invocation");
    const at = now();
    activity.check(at);
    this.#refill(activity);
    return at >= activity.sliceEnd && activity.canSuspend ? 1 : 0;
  }

  async #pause(): Promise<void> {
    const activity = this.#current();
    this.#scheduler.charge(now() - this.#resumedAt, activity.invocation.slice);
    await this.#scheduler.turn();
    this.#resume(activity, now());
  }

  #grow(end: number): number {
    const activity = this.#current();
    const limit = activity.invocation.limits.memory;
    if (end === GIVE_UP || end % PAGE !== 0) {
      throw activity.endWith(
        "memory",
        limit === null ? "the engine has no more memory" : `the invocation needs more than ${limit} bytes`,
      );
    }
    if (limit !== null && end - activity.base > limit) return 0;
    if (end > this.#bytes.length && !this.#growMemory(end)) return 0;
    activity.grownEnd = Math.max(activity.grownEnd, end);
    return 1;
  }

  runBlock(args: Uint8Array): Uint8Array {
    const activity = this.#current();
    activity.plainFrames++;
    try {
      const address = this.#deliver(args);
      const { address: at, length } = unpack(this.#exports.__kobako_yield_to_block(address, args.length));
      return this.#read(at, length);
    } catch (error) {
      throw activity.endFrom(error);
    } finally {
      activity.plainFrames--;
    }
  }

  async runBlockSuspending(args: Uint8Array): Promise<Uint8Array> {
    const activity = this.#current();
    if (this.#yieldSuspending === undefined) throw activity.endWith("engine", "the guest cannot suspend here");
    try {
      this.#resume(activity, now());
      activity.plainFrames++;
      const address = this.#deliver(args);
      activity.plainFrames--;
      const { address: at, length } = unpack(await this.#yieldSuspending(address, args.length));
      this.#scheduler.charge(now() - this.#resumedAt, activity.invocation.slice);
      return this.#read(at, length).slice();
    } catch (error) {
      throw activity.endFrom(error);
    }
  }

  get profile(): Profile {
    return this.#current().invocation.profile;
  }

  /** Output is host work that guest steps do not measure, the listener's above all. */
  write(channel: 1 | 2, chunk: Uint8Array): void {
    const activity = this.#current();
    const capture = channel === 1 ? activity.stdout : activity.stderr;
    if (chunk.length <= OUTPUT_PART_BYTES) capture.write(chunk);
    else {
      for (let from = 0; from < chunk.length; from += OUTPUT_PART_BYTES) {
        activity.check();
        capture.write(chunk.subarray(from, from + OUTPUT_PART_BYTES));
      }
    }
    this.#written += chunk.length + WRITE_COST;
    if (this.#written < OUTPUT_QUANTUM && !capture.hasListener) return;
    this.#written = 0;
    const at = now();
    activity.check(at);
    if (at >= activity.sliceEnd && activity.canSuspend) this.#expire(activity);
  }

  /** The guest's own instructions do not write to its constants; nor does the host where the guest tells it to. */
  isWritable(address: number, length: number): boolean {
    const { from, to } = this.#guest.manifest.image.constants;
    return address + length <= this.#bytes.length && (address + length <= from || address >= to);
  }

  readLiveSource(): void {
    this.#current().impure = true;
  }

  #growMemory(end: number): boolean {
    try {
      this.#exports.memory.grow((end - this.#bytes.length) / PAGE);
    } catch {
      return false;
    }
    this.#bytes = new Uint8Array(this.#exports.memory.buffer);
    return true;
  }

  /** A view of guest memory; dies with the next growth. */
  #read(address: number, length: number): Uint8Array {
    if (length > MAX_MESSAGE_BYTES || address + length > this.#bytes.length) {
      throw this.#current().endWith("engine", "the guest named a message that lies outside its memory");
    }
    return this.#bytes.subarray(address, address + length);
  }

  /** Copies a message into the guest and returns where it lies. The guest must not suspend meanwhile. */
  #deliver(message: Uint8Array): number {
    // `message` may be a view that any Service call would overwrite.
    this.#exchanging = true;
    const address = asUnsigned(this.#exports.__kobako_alloc(message.length));
    this.#exchanging = false;
    const target = this.#read(address, message.length);
    if (!this.isWritable(address, message.length))
      throw this.#current().endWith("engine", "the guest asked for a message in the place of its constants");
    target.set(message);
    return address;
  }

  #respond(activity: Activity, answer: Uint8Array): bigint {
    activity.plainFrames++;
    const address = this.#deliver(answer);
    activity.plainFrames--;
    return pack(address, answer.length);
  }

  #takeOutcome(activity: Activity): Uint8Array {
    if (activity.top !== undefined) throw activity.endWith("engine", "the guest left while a Service call was open");
    this.#exchanging = true;
    const { address, length } = unpack(this.#exports.__kobako_take_outcome());
    this.#exchanging = false;
    if (length === 0) throw activity.endWith("engine", "the guest left no outcome");
    return this.#read(address, length).slice();
  }

  #resume(activity: Activity, at: number): void {
    activity.check(at);
    this.#resumedAt = at;
    activity.sliceEnd = at + (activity.invocation.slice ?? DEFAULT_SLICE);
  }

  #refill(activity: Activity): void {
    const quantum = activity.nextQuantum();
    activity.refilled += quantum;
    this.#exports.__kobako_fuel.value = quantum;
  }

  /** Lets the next step reach a safepoint, without changing the count of steps. */
  #expire(activity: Activity): void {
    const fuel = this.#exports.__kobako_fuel;
    const left = asUnsigned(fuel.value);
    activity.refilled -= left - 1;
    fuel.value = 1;
  }
}
