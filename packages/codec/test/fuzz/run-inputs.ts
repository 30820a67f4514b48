import * as codec from "../../src/index.ts";
import { mutate } from "./mutate.ts";
import { Random } from "./random.ts";

/** What happened to the inputs of a run. */
export interface Tally {
  inputs: number;
  /** Decoded; for values, encoded and decoded again with the same bytes. */
  accepted: number;
  /** Refused with a `CodecError`, by code. */
  refused: Record<string, number>;
  /** Bytes of all inputs. */
  bytes: number;
  /** Largest growth of heap, array buffers and everything else resident while one batch was decoded, in bytes. */
  growth: number;
}

class Token {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }
}

const references: codec.References = {
  wrap: (object) => {
    if (object instanceof Token) return object.id;
    throw new TypeError("decoding made an object of its own class");
  },
  resolve: (id) => new Token(id),
};

type Decode = (bytes: Uint8Array, options: codec.DecodeOptions) => unknown;

/** Decoders by the name of their envelope in the vectors. */
const decoders = new Map<string, Decode>([
  ["value", (bytes, options) => checkStable(codec.decodeValue(bytes, references, options), options)],
  ["request", (bytes, options) => codec.decodeRequest(bytes, references, options)],
  ["response", (bytes, options) => codec.decodeResponse(bytes, references, options)],
  ["outcome", (bytes, options) => codec.decodeOutcome(bytes, references, options)],
  ["yield", (bytes, options) => codec.decodeYield(bytes, references, options)],
  ["invocation", (bytes, options) => codec.decodeInvocation(bytes, references, options)],
  ["block-call", (bytes, options) => codec.decodeBlockCall(bytes, references, options)],
]);
const anyDecoder = [...decoders.values()];

/** A message to start from, and what it is. */
export interface Seed {
  readonly envelope: string;
  readonly bytes: Uint8Array;
}

/** What was decoded can be encoded, and that decodes to what encodes the same. */
function checkStable(value: unknown, options: codec.DecodeOptions): void {
  const once = codec.encodeValue(value, references).slice();
  const twice = codec.encodeValue(codec.decodeValue(once, references, options), references);
  if (once.length !== twice.length || once.some((byte, i) => byte !== twice[i])) {
    throw new Error("a decoded value does not encode to the same bytes twice");
  }
}

const BATCH = 500;

/**
 * Decodes `count` mutants of `corpus`, three of four as what they were. Any error but a `CodecError` ends the run, with the input in its message. `grown`
 * measures memory in use.
 */
export function runInputs(corpus: readonly Seed[], count: number, seed: number, grown: () => number): Tally {
  const random = new Random(seed);
  const tally: Tally = { inputs: 0, accepted: 0, refused: {}, bytes: 0, growth: 0 };
  while (tally.inputs < count) {
    const batch = Array.from({ length: Math.min(BATCH, count - tally.inputs) }, () => {
      const { envelope, bytes } = random.pick(corpus);
      const own = random.below(4) === 0 ? undefined : decoders.get(envelope);
      const options: codec.DecodeOptions = { hashes: random.below(4) === 0 ? "map" : "auto" };
      return {
        decode: own ?? random.pick(anyDecoder),
        options,
        bytes: mutate(bytes, random.pick(corpus).bytes, random),
      };
    });
    const before = grown();
    for (const { decode, options, bytes } of batch) tallyOne(tally, bytes, () => decode(bytes, options));
    tally.growth = Math.max(tally.growth, grown() - before);
  }
  return tally;
}

function tallyOne(tally: Tally, bytes: Uint8Array, decode: () => unknown): void {
  tally.inputs++;
  tally.bytes += bytes.length;
  try {
    decode();
    tally.accepted++;
  } catch (error) {
    if (!(error instanceof codec.CodecError) || !validPlace(error, bytes)) {
      throw new Error(`input ${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`, {
        cause: error,
      });
    }
    tally.refused[error.code] = (tally.refused[error.code] ?? 0) + 1;
  }
}

/** A refusal by the decoder points into the message or at its end. */
function validPlace({ offset, path }: codec.CodecError, bytes: Uint8Array): boolean {
  return offset !== undefined && offset >= 0 && offset <= bytes.length && typeof path === "string";
}
