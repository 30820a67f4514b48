import { type Image, imageSize } from "./image.ts";
import type { Setup } from "./setup.ts";

interface Entry {
  readonly key: string;
  /** `undefined` once it is forgotten: its Setups go on to hold the entry. */
  image: Image | undefined;
  /** Bytes of the image and of the key. */
  readonly size: number;
  lastUsed: number;
  /** Setups that exist and use it. */
  holders: number;
}

/** Of the budget, what images may take whose Setups are gone: somebody may come who has the same steps. */
const UNHELD_SHARE = 1 / 8;

/** Of what may be taken, what is made free at once: looking for what was used longest ago takes a while. */
const FREED_SHARE = 1 / 16;

/**
 * The images of a thread, one for all Setups with the same steps. Forgetting one costs time, never correctness: its Setup is
 * replayed.
 */
export class ImageStore {
  readonly #bySetup = new WeakMap<Setup, Entry>();
  readonly #byKey = new Map<string, Entry>();
  readonly #setups = new FinalizationRegistry<Entry>((entry) => this.#letGo(entry));
  readonly #budget: number;
  #size = 0;
  /** Of that, images whose Setups are gone. */
  #unheld = 0;
  #uses = 0;

  /** @param budget bytes of images that are kept; the least recently used ones go first and are made again when they are needed */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** Bytes that are kept. */
  get size(): number {
    return this.#size;
  }

  get(setup: Setup): Image | undefined {
    let entry = this.#bySetup.get(setup);
    if (entry?.image === undefined) entry = this.#find(setup);
    if (entry === undefined) return undefined;
    entry.lastUsed = ++this.#uses;
    return entry.image;
  }

  #find(setup: Setup): Entry | undefined {
    const found = this.#byKey.get(setup.key);
    if (found !== undefined) {
      this.#hold(setup, found);
      setup.share(found.key);
    }
    return found;
  }

  keep(setup: Setup, image: Image): void {
    const { key } = setup;
    const size = key.length + imageSize(image);
    if (size > this.#budget || this.get(setup) !== undefined) return;
    if (this.#size + size > this.#budget) this.#evict(this.#budget - size);
    const known = this.#bySetup.get(setup);
    const entry: Entry = known?.size === size ? known : { key, image: undefined, size, lastUsed: 0, holders: 0 };
    entry.image = image;
    entry.lastUsed = ++this.#uses;
    this.#byKey.set(key, entry);
    this.#size += size;
    if (entry === known) return;
    this.#unheld += size;
    this.#hold(setup, entry);
  }

  #hold(setup: Setup, entry: Entry): void {
    this.#bySetup.set(setup, entry);
    this.#setups.register(setup, entry);
    if (entry.holders++ === 0) this.#unheld -= entry.size;
  }

  /** One of an entry's Setups was collected. */
  #letGo(entry: Entry): void {
    if (--entry.holders > 0 || entry.image === undefined) return;
    this.#unheld += entry.size;
    if (this.#unheld > this.#budget * UNHELD_SHARE) this.#evictUnheld();
  }

  #evictUnheld(): void {
    const rest = this.#budget * UNHELD_SHARE * (1 - FREED_SHARE);
    for (const entry of this.#oldestFirst()) {
      if (this.#unheld <= rest) return;
      if (entry.holders === 0) this.#forget(entry);
    }
  }

  /** Leaves at most so many bytes, or a little less. */
  #evict(most: number): void {
    const rest = Math.min(most, this.#budget * (1 - FREED_SHARE));
    for (const entry of this.#oldestFirst()) {
      if (this.#size <= rest) return;
      this.#forget(entry);
    }
  }

  #oldestFirst(): Entry[] {
    return [...this.#byKey.values()].toSorted((left, right) => left.lastUsed - right.lastUsed);
  }

  #forget(entry: Entry): void {
    this.#byKey.delete(entry.key);
    entry.image = undefined;
    this.#size -= entry.size;
    if (entry.holders === 0) this.#unheld -= entry.size;
  }
}
