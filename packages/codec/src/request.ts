import type { Handle } from "./handle.ts";
import type { DecodeOptions, References } from "./references.ts";
import { openReader, openWriter } from "./reuse.ts";
import type { Layout } from "./byte-reader.ts";

/** A call of a Service, from the guest to the host: array 5 of target, method, args, kwargs, has_block. */
export interface Request {
  /** The path of a bound Service, or the Handle of a host object (never resolved by the codec). */
  target: string | Handle;
  /** The name of the called method. */
  method: string;
  /** Positional arguments, in order. */
  args: unknown[];
  /** Keyword arguments as own data properties (`__proto__` too); `undefined` when there are none. */
  kwargs: Record<string, unknown> | undefined;
  /** Whether the guest passed a block. */
  hasBlock: boolean;
}

const LAYOUT: Layout = {
  envelopeDepth: 2, // the array of five, then args or kwargs
  fault: false,
  root: "",
  fields: ["target", "method", "args", "kwargs", "has_block"],
};

/**
 * Decodes a Request. Handles among args and kwargs are resolved, the target is not.
 *
 * @throws CodecError for anything that is not a Request; what `references.resolve` throws, unchanged
 */
export function decodeRequest(bytes: Uint8Array, references?: References, options?: DecodeOptions): Request {
  const reader = openReader();
  try {
    reader.begin(bytes, 0, LAYOUT, references, options);
    reader.expectArray(5, "a Request");
    return {
      target: reader.expectTarget(),
      method: reader.expectName("the method"),
      args: reader.expectValues("args"),
      kwargs: reader.expectKeywords(),
      hasBlock: reader.expectBoolean("has_block"),
    };
  } finally {
    reader.busy = false;
    reader.end();
  }
}

/**
 * Encodes a Request, as the guest does; for tests and tools.
 *
 * @returns a view into a reused buffer, valid until the next encode on this thread
 */
export function encodeRequest(request: Request, references?: References): Uint8Array {
  const { target, method, args, kwargs, hasBlock } = request;
  const writer = openWriter();
  try {
    writer.begin(references);
    writer.elements(5);
    writer.enter("target");
    if (typeof target === "string") writer.text(target);
    else writer.token(target);
    writer.enter("method");
    writer.text(method);
    writer.enter("args");
    writer.arguments(args);
    writer.enter("kwargs");
    writer.keywords(kwargs);
    writer.boolean(hasBlock);
    return writer.written();
  } finally {
    writer.busy = false;
    writer.end();
  }
}
