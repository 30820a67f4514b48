import type { DecodeOptions, References } from "./references.ts";
import { openReader, openWriter } from "./reuse.ts";
import type { Layout } from "./byte-reader.ts";
import { YIELD_BREAK, YIELD_ERROR, YIELD_VALUE } from "./wire.ts";

/** How a block call ended: it returned (or `next`), it broke out of the Service call, or it raised. */
export type Yield =
  | { readonly kind: "value" | "break"; readonly value: unknown }
  | { readonly kind: "error"; readonly class: string; readonly message: string; readonly backtrace: string[] };

const ARGS_LAYOUT: Layout = { envelopeDepth: 1, fault: false, root: "args", fields: [] };
const VALUE_LAYOUT: Layout = { envelopeDepth: 0, fault: false, root: "value", fields: [] };
const ERROR_LAYOUT: Layout = { envelopeDepth: 1, fault: false, root: "", fields: [] };

/**
 * Encodes the arguments of a block call: one array.
 *
 * @returns a view into a reused buffer, valid until the next encode on this thread: copy it at once
 * @throws CodecError for what the wire cannot carry; what a getter, a Proxy trap or `references.wrap` throws, unchanged
 */
export function encodeBlockCall(args: readonly unknown[], references?: References): Uint8Array {
  const writer = openWriter();
  try {
    writer.begin(references);
    writer.enter("args");
    writer.arguments(args);
    return writer.written();
  } finally {
    writer.busy = false;
    writer.end();
  }
}

/**
 * Decodes the arguments of a block call, as the guest does; for tests and tools.
 *
 * @throws CodecError for anything but one array; what `references.resolve` throws, unchanged
 */
export function decodeBlockCall(bytes: Uint8Array, references?: References, options?: DecodeOptions): unknown[] {
  const reader = openReader();
  try {
    reader.begin(bytes, 0, ARGS_LAYOUT, references, options);
    return reader.expectValues("args");
  } finally {
    reader.busy = false;
    reader.end();
  }
}

/**
 * Decodes a Yield response: a tag byte, then the value, the break value, or the map of an exception.
 *
 * @throws CodecError for anything that is not a Yield response; what `references.resolve` throws, unchanged
 */
export function decodeYield(bytes: Uint8Array, references?: References, options?: DecodeOptions): Yield {
  const reader = openReader();
  try {
    const tag = reader.tag(bytes, "a Yield response", YIELD_VALUE, YIELD_BREAK, YIELD_ERROR);
    reader.begin(bytes, 1, tag === YIELD_ERROR ? ERROR_LAYOUT : VALUE_LAYOUT, references, options);
    if (tag === YIELD_VALUE) return { kind: "value", value: reader.value() };
    if (tag === YIELD_BREAK) return { kind: "break", value: reader.value() };
    let className: string | undefined;
    let message: string | undefined;
    let backtrace: string[] = [];
    reader.expectFields("a Yield error", false, (name) => {
      if (name === "class") className = reader.expectText("the class of a Yield error");
      else if (name === "message") message = reader.expectText("the message of a Yield error");
      else if (name === "backtrace") backtrace = reader.expectTexts("the backtrace of a Yield error");
      else return false;
      return true;
    });
    return {
      kind: "error",
      class: reader.require(className, "the class of a Yield error"),
      message: reader.require(message, "the message of a Yield error"),
      backtrace,
    };
  } finally {
    reader.busy = false;
    reader.end();
  }
}

/**
 * Encodes a Yield response, as the guest does; for tests and tools.
 *
 * @returns a view into a reused buffer, valid until the next encode on this thread
 * @throws CodecError for what the wire cannot carry
 */
export function encodeYield(response: Yield, references?: References): Uint8Array {
  const writer = openWriter();
  try {
    writer.begin(references);
    if (response.kind === "error") {
      writer.byte(YIELD_ERROR);
      writer.fields(3);
      writer.text("class");
      writer.text(response.class);
      writer.text("message");
      writer.text(response.message);
      writer.text("backtrace");
      writer.texts(response.backtrace);
    } else {
      writer.byte(response.kind === "value" ? YIELD_VALUE : YIELD_BREAK);
      writer.value(response.value);
    }
    return writer.written();
  } finally {
    writer.busy = false;
    writer.end();
  }
}
