import { type Delta, NO_DELTA, takeDelta } from "./delta.ts";
import type { Guest } from "./guest.ts";
import { type ConstantRange, PAGE } from "./manifest.ts";
import type { Output } from "./report.ts";
import { sameBytes } from "./same-bytes.ts";

/** A part of memory, up to `end`, and what an image has there: nothing stands for zeros. */
export interface Part {
  readonly address: number;
  readonly end: number;
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
}

/** Bytes that are looked at together. So many zeros are worth a `fill` of their own: writing alone is twice as fast as copying. */
const BLOCK = 4096;

const WORD = 4;

/** The words of an image, the last of them filled up with zeros. */
function wordsOf(image: Uint8Array<ArrayBuffer>): Uint32Array {
  if (image.byteOffset % WORD === 0 && image.length % WORD === 0)
    return new Uint32Array(image.buffer, image.byteOffset, image.length / WORD);
  const padded = new Uint8Array(Math.ceil(image.length / WORD) * WORD);
  padded.set(image);
  return new Uint32Array(padded.buffer);
}

const ZEROS = new Uint8Array(BLOCK);

/** Whether the bytes, at most a block, hold anything. The loop ends at the first word that does: it runs in cold code. */
function isUsed(image: Uint8Array, words: Uint32Array, from: number, to: number): boolean {
  if (sameBytes(image, from, ZEROS, 0, to - from)) return false;
  for (let at = from / WORD; at < to / WORD; at++) if (words[at] !== 0) return true;
  return false;
}

/** The parts between two addresses, both whole words or the image's end: its used stretches, and the long ones of zeros. */
function* partsBetween(image: Uint8Array<ArrayBuffer>, words: Uint32Array, from: number, to: number): Generator<Part> {
  let start = from;
  let used = false;
  for (let at = from; at < to; at += BLOCK) {
    const isNext = isUsed(image, words, at, Math.min(at + BLOCK, to));
    if (isNext !== used && at > start) yield partOf(image, start, at, used);
    if (isNext !== used) start = at;
    used = isNext;
  }
  if (to > start) yield partOf(image, start, to, used);
}

function partOf(image: Uint8Array<ArrayBuffer>, address: number, end: number, used: boolean): Part {
  return { address, end, bytes: used ? image.subarray(address, end) : undefined };
}

/** An image as views and long stretches of zeros (the unused stack, the free heap), without its constants. */
export function splitImage(image: Uint8Array<ArrayBuffer>, constants: ConstantRange): Part[] {
  const words = wordsOf(image);
  const hole = Math.ceil(constants.from / WORD) * WORD;
  const after = Math.max(hole, Math.floor(constants.to / WORD) * WORD);
  return [...partsBetween(image, words, 0, hole), ...partsBetween(image, words, after, image.length)];
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
  { stdout, stderr }: { stdout: Output; stderr: Output },
): Image {
  // The C stack, below the stack pointer, is dead; constants, which lie behind it, are what they were.
  const { stackPointer, constants } = guest.manifest.image;
  const from = constants.from === stackPointer ? constants.to : stackPointer;
  return { end, delta: takeDelta(guest.image, memory.subarray(0, end), from), stdout, stderr };
}

/** Bytes that an image keeps beyond the boot image. */
export function imageSize(image: Image): number {
  return image.delta.byteLength + image.stdout.bytes.length + image.stderr.bytes.length;
}
