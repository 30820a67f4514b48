import type { DecodeOptions, References } from "./references.ts";
import { openReader, openWriter } from "./reuse.ts";
import { VALUE_LAYOUT } from "./byte-reader.ts";

/**
 * Encodes one value.
 *
 * @returns a view into a reused buffer, valid until the next encode on this thread: copy it at once
 * @throws CodecError for what the wire cannot carry; what a getter, a Proxy trap or `references.wrap` throws, unchanged
 */
export function encodeValue(value: unknown, references?: References): Uint8Array {
  const writer = openWriter();
  try {
    writer.begin(references);
    writer.value(value);
    return writer.written();
  } finally {
    writer.busy = false;
    writer.end();
  }
}

/**
 * Decodes a message that is exactly one value. The result shares nothing with `bytes`.
 *
 * @throws CodecError for anything that SPEC §8 does not allow; what `references.resolve` throws, unchanged
 */
export function decodeValue(bytes: Uint8Array, references?: References, options?: DecodeOptions): unknown {
  const reader = openReader();
  try {
    reader.begin(bytes, 0, VALUE_LAYOUT, references, options);
    return reader.value();
  } finally {
    reader.busy = false;
    reader.end();
  }
}
