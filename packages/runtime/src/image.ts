import { type Delta, NO_DELTA, takeDelta } from "./delta.ts";
import type { Guest } from "./guest.ts";
import { PAGE } from "./manifest.ts";
import type { Output } from "./report.ts";

/** Bytes at an address. */
export interface Run {
  readonly address: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Bytes that are looked at together. So many zeros are worth a `fill` of their own: writing alone is twice as fast as copying. */
const BLOCK = 4096;

/** The words of an image, the last of them filled up with zeros. */
function wordsOf(image: Uint8Array<ArrayBuffer>): Uint32Array {
  if (image.byteOffset % 4 === 0 && image.length % 4 === 0)
    return new Uint32Array(image.buffer, image.byteOffset, image.length / 4);
  const padded = new Uint8Array(Math.ceil(image.length / 4) * 4);
  padded.set(image);
  return new Uint32Array(padded.buffer);
}

/** Whether the block that starts at `from`, in words, holds anything. Ends at the first word that does: it runs in cold code. */
function isUsed(words: Uint32Array, from: number): boolean {
  const end = Math.min(from + BLOCK / 4, words.length);
  for (let at = from; at < end; at++) if (words[at] !== 0) return true;
  return false;
}

/** The runs of an image, as views, between its long stretches of zeros: the unused stack, the free heap. */
export function splitImage(image: Uint8Array<ArrayBuffer>): Run[] {
  const words = wordsOf(image);
  const runs: Run[] = [];
  let start = -1;
  for (let at = 0; at < image.length + BLOCK; at += BLOCK) {
    const used = at < image.length && isUsed(words, at / 4);
    if (used && start === -1) start = at;
    if (used || start === -1) continue;
    runs.push({ address: start, bytes: image.subarray(start, Math.min(at, image.length)) });
    start = -1;
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
