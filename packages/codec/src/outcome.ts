import { type Panic, PANIC_LAYOUT, readPanic, writePanic } from "./panic.ts";
import type { DecodeOptions, References } from "./references.ts";
import { openReader, openWriter } from "./reuse.ts";
import { type Layout } from "./byte-reader.ts";
import { OUTCOME_PANIC, OUTCOME_VALUE } from "./wire.ts";

/** How an invocation ended in the guest: in a value, or in a Panic. */
export type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly panic: Panic };

const LAYOUT: Layout = { envelopeDepth: 0, fault: false, root: "value", fields: [] };

/**
 * Decodes an Outcome: a tag byte, then the value or the Panic map.
 *
 * @throws CodecError for anything that is not an Outcome; what `references.resolve` throws, unchanged
 */
export function decodeOutcome(bytes: Uint8Array, references?: References, options?: DecodeOptions): Outcome {
  const reader = openReader();
  try {
    const tag = reader.tag(bytes, "an Outcome", OUTCOME_VALUE, OUTCOME_PANIC);
    const layout = tag === OUTCOME_VALUE ? LAYOUT : PANIC_LAYOUT;
    reader.begin(bytes, 1, layout, references, options);
    if (tag === OUTCOME_VALUE) return { ok: true, value: reader.value() };
    return { ok: false, panic: readPanic(reader) };
  } finally {
    reader.busy = false;
    reader.end();
  }
}

/**
 * Encodes an Outcome, as the guest does; for tests and tools.
 *
 * @returns a view into a reused buffer, valid until the next encode on this thread
 * @throws CodecError for what the wire cannot carry
 */
export function encodeOutcome(outcome: Outcome, references?: References): Uint8Array {
  const writer = openWriter();
  try {
    writer.begin(references);
    if (outcome.ok) {
      writer.byte(OUTCOME_VALUE);
      writer.value(outcome.value);
    } else {
      writer.byte(OUTCOME_PANIC);
      writePanic(writer, outcome.panic);
    }
    return writer.written();
  } finally {
    writer.busy = false;
    writer.end();
  }
}
