import { applyDelta, type Delta, NO_DELTA, takeDelta } from "./delta.ts";
import type { Guest } from "./guest.ts";
import { PAGE } from "./manifest.ts";
import type { Output } from "./report.ts";

/** Bytes at an address. */
export interface Run {
  readonly address: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Zeros that are worth a `fill` of their own: writing alone is about twice as fast as copying. */
const GAP = 4096;

/** The runs of an image between its long stretches of zeros: the unused stack, the free heap. */
export function splitImage(image: Uint8Array<ArrayBuffer>): Run[] {
  const runs: Run[] = [];
  let start = 0;
  let zeros = 0;
  for (let at = 0; at <= image.length; at++) {
    const zero = image[at] === 0;
    if (zero) zeros++;
    if (zero && at < image.length) continue;
    const end = at === image.length ? at : at - zeros;
    if (zeros >= GAP || at === image.length) {
      if (end > start) runs.push({ address: start, bytes: image.slice(start, end) });
      start = at;
    }
    zeros = 0;
  }
  return runs;
}

/** A state of guest memory that invocations start from, as what differs from the boot image. */
export interface Image {
  /** Where this state's memory ends; what an invocation grows is counted from here. A multiple of the page size. */
  readonly end: number;
  readonly delta: Delta;
  /** What was written while the state was made; every invocation repeats it. */
  readonly stdout: Output;
  readonly stderr: Output;
}

const NO_OUTPUT: Output = { bytes: new Uint8Array(0), truncated: false };

/** The guest as it is after boot. */
export function bootImage(guest: Guest): Image {
  return { end: guest.manifest.image.pages * PAGE, delta: NO_DELTA, stdout: NO_OUTPUT, stderr: NO_OUTPUT };
}

/** Keeps the state that `memory` is in between two guest calls. */
export function captureImage(
  guest: Guest,
  memory: Uint8Array<ArrayBuffer>,
  end: number,
  output: { stdout: Output; stderr: Output },
): Image {
  // The C stack, below the stack pointer, is dead.
  const { stackPointer } = guest.manifest.image;
  return { end, delta: takeDelta(guest.image, memory.subarray(0, end), stackPointer), ...output };
}

/** Bytes that an image keeps beyond the boot image. */
export function imageSize(image: Image): number {
  return image.delta.byteLength + image.stdout.bytes.length + image.stderr.bytes.length;
}

/** Puts all of `memory` into the state of `image`: beyond its end there are zeros. */
export function restoreImage(guest: Guest, image: Image, memory: Uint8Array<ArrayBuffer>): void {
  let restored = 0;
  for (const { address, bytes } of guest.runs) {
    if (address > restored) memory.fill(0, restored, address);
    memory.set(bytes, address);
    restored = address + bytes.length;
  }
  memory.fill(0, restored);
  applyDelta(image.delta, memory);
}
