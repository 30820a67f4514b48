import { type Fault, readFault, writeFault } from "./fault.ts";
import type { DecodeOptions, References } from "./references.ts";
import { openReader, openWriter } from "./reuse.ts";
import type { Layout } from "./byte-reader.ts";
import { RESPONSE_FAULT, RESPONSE_OK } from "./wire.ts";

/** What a Response says: the value of the call, or how it failed. */
export type Response = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: Fault };

const LAYOUT: Layout = { envelopeDepth: 1, fault: true, root: "", fields: ["status", "value"] };

/**
 * Encodes the Response of a call that returned: array 2 of `0` and the value.
 *
 * @returns a view into a reused buffer, valid until the next encode on this thread: copy it at once
 * @throws CodecError for what the wire cannot carry; what a getter, a Proxy trap or `references.wrap` throws, unchanged
 */
export function encodeResponse(value: unknown, references?: References): Uint8Array {
  const writer = openWriter();
  try {
    writer.begin(references);
    writer.elements(2);
    writer.byte(RESPONSE_OK);
    writer.value(value);
    return writer.written();
  } finally {
    writer.busy = false;
    writer.end();
  }
}

/**
 * Encodes the Response of a call that failed: array 2 of `1` and the Fault.
 *
 * @returns a view into a reused buffer, valid until the next encode on this thread: copy it at once
 * @throws CodecError when the details cannot be carried
 */
export function encodeFault(fault: Fault, references?: References): Uint8Array {
  const writer = openWriter();
  try {
    writer.begin(references);
    writer.elements(2);
    writer.byte(RESPONSE_FAULT);
    writeFault(writer, fault);
    return writer.written();
  } finally {
    writer.busy = false;
    writer.end();
  }
}

/**
 * Decodes a Response, as the guest does; for tests and tools.
 *
 * @throws CodecError for anything that is not a Response; what `references.resolve` throws, unchanged
 */
export function decodeResponse(bytes: Uint8Array, references?: References, options?: DecodeOptions): Response {
  const reader = openReader();
  try {
    reader.begin(bytes, 0, LAYOUT, references, options);
    reader.expectArray(2, "a Response");
    const status = reader.expectStatus(RESPONSE_OK, RESPONSE_FAULT);
    if (status === RESPONSE_OK) return { ok: true, value: reader.value() };
    return { ok: false, fault: readFault(reader) };
  } finally {
    reader.busy = false;
    reader.end();
  }
}
