import { type Image, imageSize } from "./image.ts";
import type { Setup } from "./setup.ts";

interface Entry {
  readonly steps: readonly Uint8Array[];
  readonly image: Image;
  /** Bytes of the image and of the steps that identify it. */
  readonly size: number;
  lastUsed: number;
  kept: boolean;
}

function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

function equalSteps(left: readonly Uint8Array[], right: readonly Uint8Array[]): boolean {
  return (
    left.length === right.length && left.every((step, index) => equalBytes(step, right[index] ?? new Uint8Array(0)))
  );
}

/** FNV-1a over all steps and their lengths: good enough to find candidates, which are then compared byte by byte. */
function hashSteps(steps: readonly Uint8Array[]): number {
  let hash = 0x811c9dc5;
  for (const step of steps) {
    hash = Math.imul(hash ^ step.length, 0x01000193);
    for (const byte of step) hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

/**
 * The images of a thread, one for all Setups with the same steps. Forgetting one costs time, never correctness: its Setup is
 * replayed.
 */
export class ImageStore {
  readonly #bySetup = new WeakMap<Setup, Entry>();
  readonly #byHash = new Map<number, Entry[]>();
  readonly #budget: number;
  #size = 0;
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
    if (entry?.kept !== true) entry = this.#find(setup);
    if (entry === undefined) return undefined;
    entry.lastUsed = ++this.#uses;
    return entry.image;
  }

  #find(setup: Setup): Entry | undefined {
    const found = this.#byHash.get(hashSteps(setup.steps))?.find((entry) => equalSteps(entry.steps, setup.steps));
    if (found !== undefined) {
      this.#bySetup.set(setup, found);
      setup.share(found.steps);
    }
    return found;
  }

  keep(setup: Setup, image: Image): void {
    const size = setup.steps.reduce((sum, step) => sum + step.length, imageSize(image));
    if (size > this.#budget || this.get(setup) !== undefined) return;
    const entry: Entry = { steps: setup.steps, image, size, lastUsed: ++this.#uses, kept: true };
    const hash = hashSteps(setup.steps);
    this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), entry]);
    this.#bySetup.set(setup, entry);
    this.#size += size;
    while (this.#size > this.#budget) this.#evict();
  }

  #evict(): void {
    let oldest: [number, Entry] | undefined;
    for (const [hash, entries] of this.#byHash) {
      for (const entry of entries) {
        if (oldest === undefined || entry.lastUsed < oldest[1].lastUsed) oldest = [hash, entry];
      }
    }
    if (oldest === undefined) return;
    const [hash, entry] = oldest;
    const others = (this.#byHash.get(hash) ?? []).filter((candidate) => candidate !== entry);
    if (others.length > 0) this.#byHash.set(hash, others);
    else this.#byHash.delete(hash);
    entry.kept = false;
    this.#size -= entry.size;
  }
}
