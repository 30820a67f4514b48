import type { Random } from "./random.ts";

/** Bytes that mean something at the head of a value: every variable-length tag, the unused one, limits of fix forms. */
const TAGS = [
  0x00, 0x7f, 0x80, 0x8f, 0x90, 0x91, 0x9f, 0xa0, 0xa1, 0xbf, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8,
  0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xdb,
  0xdc, 0xdd, 0xde, 0xdf, 0xe0, 0xff,
];

/** Headers that claim far more than any message holds. */
const CLAIMS = [
  [0xdb, 0xff, 0xff, 0xff, 0xff],
  [0xc6, 0xff, 0xff, 0xff, 0xff],
  [0xdd, 0xff, 0xff, 0xff, 0xff],
  [0xdd, 0x00, 0xff, 0xff, 0xff],
  [0xdf, 0x7f, 0xff, 0xff, 0xff],
  [0xc9, 0xff, 0xff, 0xff, 0xff, 0x00],
  [0xdc, 0xff, 0xff],
  [0xde, 0xff, 0xff],
].map((claim) => Uint8Array.from(claim));

/** Largest mutant, so that splicing does not feed on itself. */
const MOST_BYTES = 4096;

type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const flipBit: Mutation = (bytes, random) => {
  const copy = bytes.slice();
  const at = random.below(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  return copy;
};

const plantTag: Mutation = (bytes, random) => {
  const copy = bytes.slice();
  copy[random.below(copy.length)] = random.pick(TAGS);
  return copy;
};

const plantByte: Mutation = (bytes, random) => {
  const copy = bytes.slice();
  copy[random.below(copy.length)] = random.below(256);
  return copy;
};

const truncate: Mutation = (bytes, random) => bytes.slice(0, random.below(bytes.length));

const inflate: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  return join(bytes.subarray(0, at), random.pick(CLAIMS), bytes.subarray(at));
};

const splice: Mutation = (bytes, random, other) => {
  const from = random.below(other.length);
  const part = other.subarray(from, from + 1 + random.below(other.length - from));
  const at = random.below(bytes.length + 1);
  return join(bytes.subarray(0, at), part, bytes.subarray(at + random.below(bytes.length - at + 1)));
};

const remove: Mutation = (bytes, random) => {
  const at = random.below(bytes.length);
  return join(bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(8)));
};

const repeat: Mutation = (bytes, random) => {
  const at = random.below(bytes.length);
  const part = bytes.subarray(at, at + 1 + random.below(16));
  return join(bytes.subarray(0, at), ...Array.from({ length: 1 + random.below(8) }, () => part), bytes.subarray(at));
};

const nest: Mutation = (bytes, random) => {
  const header = random.pick([[0x91], [0x81, 0xa1, 0x61], [0x81], [0x92, 0x90]]);
  return join(...Array.from({ length: 1 + random.below(140) }, () => Uint8Array.from(header)), bytes);
};

/** Every kind of damage, by name. */
export const mutations: Readonly<Record<string, Mutation>> = {
  flipBit,
  plantTag,
  plantByte,
  truncate,
  inflate,
  splice,
  remove,
  repeat,
  nest,
};

const all = Object.values(mutations);

/** One to four mutations of `bytes`, some with material of `other`. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let mutant = bytes;
  for (let times = random.pick([1, 1, 1, 2, 3, 4]); times > 0; times--) {
    if (mutant.length === 0) return mutant;
    mutant = random.pick(all)(mutant, random, other).slice(0, MOST_BYTES);
  }
  return mutant;
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let pos = 0;
  for (const part of parts) {
    joined.set(part, pos);
    pos += part.length;
  }
  return joined;
}
