import type { DecodeOptions, References } from "./references.ts";
import { openReader, openWriter } from "./reuse.ts";
import type { Layout } from "./byte-reader.ts";

/** A `run`: the entrypoint and what it is called with. */
export interface Invocation {
  /** Name of a top-level constant. */
  entrypoint: string;
  /** Positional arguments, in order. */
  args: readonly unknown[];
  /** Keyword arguments; the keys become Symbols, undefined members are dropped. */
  kwargs?: Record<string, unknown> | undefined;
}

const LAYOUT: Layout = { envelopeDepth: 2, fault: false, root: "", fields: [] };

/**
 * Encodes an Invocation: map of `entrypoint` (Symbol), `args` (array), `kwargs` (map with Symbol keys).
 *
 * @returns a view into a reused buffer, valid until the next encode on this thread: copy it at once
 * @throws CodecError for what the wire cannot carry; what a getter, a Proxy trap or `references.wrap` throws, unchanged
 */
export function encodeInvocation(invocation: Invocation, references?: References): Uint8Array {
  const { entrypoint, args, kwargs } = invocation;
  const writer = openWriter();
  try {
    writer.begin(references);
    writer.fields(3);
    writer.text("entrypoint");
    writer.enter("entrypoint");
    writer.symbolNamed(entrypoint);
    writer.text("args");
    writer.enter("args");
    writer.arguments(args);
    writer.text("kwargs");
    writer.enter("kwargs");
    writer.keywords(kwargs);
    return writer.written();
  } finally {
    writer.busy = false;
    writer.end();
  }
}

/**
 * Decodes an Invocation, as the guest does; for tests and tools. `kwargs` is `undefined` when there are none.
 *
 * @throws CodecError for anything that is not an Invocation; what `references.resolve` throws, unchanged
 */
export function decodeInvocation(bytes: Uint8Array, references?: References, options?: DecodeOptions): Invocation {
  let entrypoint: string | undefined;
  let args: unknown[] | undefined;
  let kwargs: { named: Record<string, unknown> | undefined } | undefined;
  const reader = openReader();
  try {
    reader.begin(bytes, 0, LAYOUT, references, options);
    reader.expectFields("an Invocation", false, (name) => {
      if (name === "entrypoint") entrypoint = reader.expectSymbol("the entrypoint");
      else if (name === "args") args = reader.expectValues("args");
      else if (name === "kwargs") kwargs = { named: reader.expectKeywords() };
      else return false;
      return true;
    });
    return {
      entrypoint: reader.require(entrypoint, "the entrypoint"),
      args: reader.require(args, "args"),
      kwargs: reader.require(kwargs, "kwargs").named,
    };
  } finally {
    reader.busy = false;
    reader.end();
  }
}
