/** Typed arrays up to this size lie in the JavaScript heap (V8); larger ones take a microsecond to allocate. */
const LOOP_BYTES = 64;

/** Texts that are longer than this many units are worth an allocation of their own. */
const SLAB_UNITS = 1024;
const SLAB_BYTES = 16_384;

/** Bytes that one UTF-16 unit can take in UTF-8. */
const WIDEST = 3;

const encoder = new TextEncoder();

let slab = new Uint8Array(0);
let used = 0;

/** `text` as UTF-8. Short ones are views of memory that they share: for those who read them soon and keep none. */
export function sourceBytes(text: string): Uint8Array {
  if (text.length <= LOOP_BYTES) {
    const bytes = asciiBytes(text);
    if (bytes !== undefined) return bytes;
  }
  return text.length > SLAB_UNITS ? encoder.encode(text) : slabBytes(text);
}

function asciiBytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return undefined;
    bytes[i] = unit;
  }
  return bytes;
}

function slabBytes(text: string): Uint8Array {
  if (slab.length - used < text.length * WIDEST) {
    slab = new Uint8Array(SLAB_BYTES);
    used = 0;
  }
  const { written } = encoder.encodeInto(text, slab.subarray(used));
  used += written;
  return slab.subarray(used - written, used);
}
