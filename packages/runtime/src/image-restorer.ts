import { applyDelta } from "./delta.ts";
import type { Guest } from "./guest.ts";
import { type Image, type Part, splitImage } from "./image.ts";

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
  readonly #whole = new Map<Image, readonly Part[]>();

  constructor(guest: Guest) {
    this.#guest = guest;
  }

  /** What no invocation can change, and `restore` leaves alone: once for each memory. */
  placeConstants(memory: Uint8Array<ArrayBuffer>): void {
    const { from, to } = this.#guest.manifest.image.constants;
    memory.set(this.#guest.image.subarray(from, to), from);
  }

  /** All of `memory` but the constants: beyond the image's end there are zeros. */
  restore(image: Image, memory: Uint8Array<ArrayBuffer>): void {
    const whole = image.delta.byteLength > LARGE_DELTA ? this.#whole.get(image) : undefined;
    write(whole ?? this.#guest.parts, memory);
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
    this.#whole.set(image, splitImage(memory.slice(0, image.end), this.#guest.manifest.image.constants));
  }
}

function write(parts: readonly Part[], memory: Uint8Array<ArrayBuffer>): void {
  let restored = 0;
  for (const { address, end, bytes } of parts) {
    if (bytes === undefined) memory.fill(0, address, end);
    else memory.set(bytes, address);
    restored = end;
  }
  memory.fill(0, restored);
}
