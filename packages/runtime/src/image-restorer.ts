import { applyDelta } from "./delta.ts";
import type { Guest } from "./guest.ts";
import { type Image, type Run, splitImage } from "./image.ts";

/** Bytes of a delta that cost more to apply than everything around them varies. */
const LARGE_DELTA = 16_384;

/** Restores after which a large image is worth a copy of its own. */
const OFTEN = 128;

/** Images that are kept whole: a megabyte each. */
const MOST_WHOLE = 2;

/** Puts memory into the state of an image. One serves all instances of a guest. */
export class ImageRestorer {
  readonly #guest: Guest;
  /** How often an image was restored that is not kept whole. */
  readonly #restored = new WeakMap<Image, number>();
  /** Images that are restored often, without the detour over the boot image. */
  readonly #whole = new Map<Image, readonly Run[]>();

  constructor(guest: Guest) {
    this.#guest = guest;
  }

  /** All of `memory`: beyond the image's end there are zeros. */
  restore(image: Image, memory: Uint8Array<ArrayBuffer>): void {
    const whole = image.delta.byteLength > LARGE_DELTA ? this.#whole.get(image) : undefined;
    write(whole ?? this.#guest.runs, memory);
    if (whole !== undefined) return;
    applyDelta(image.delta, memory);
    if (image.delta.byteLength > LARGE_DELTA) this.#count(image, memory);
  }

  /** `memory` is in the state of `image` right now. */
  #count(image: Image, memory: Uint8Array<ArrayBuffer>): void {
    const times = (this.#restored.get(image) ?? 0) + 1;
    this.#restored.set(image, times);
    if (times < OFTEN) return;
    this.#restored.delete(image);
    const [oldest] = this.#whole.keys();
    if (this.#whole.size >= MOST_WHOLE && oldest !== undefined) this.#whole.delete(oldest);
    this.#whole.set(image, splitImage(memory.slice(0, image.end)));
  }
}

function write(runs: readonly Run[], memory: Uint8Array<ArrayBuffer>): void {
  let restored = 0;
  for (const { address, bytes } of runs) {
    if (address > restored) memory.fill(0, restored, address);
    memory.set(bytes, address);
    restored = address + bytes.length;
  }
  memory.fill(0, restored);
}
