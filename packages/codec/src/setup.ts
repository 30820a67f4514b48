import { openWriter } from "./reuse.ts";

/** One step of a guest's set-up, in the order in which they run. */
export type SetupStep =
  | { readonly kind: "bind"; readonly path: string }
  | { readonly kind: "source"; readonly name: string; readonly code: string }
  | { readonly kind: "bytecode"; readonly code: Uint8Array };

/**
 * Encodes a set-up step: array `["bind", path]`, `["source", name, code]` or `["bytecode", code]`, the last code as bin.
 *
 * @returns a view into a reused buffer, valid until the next encode on this thread: copy it at once
 * @throws CodecError for text with a lone surrogate, and for a message over the size limit
 */
export function encodeSetup(step: SetupStep): Uint8Array {
  const writer = openWriter();
  try {
    writer.begin(undefined);
    writer.elements(step.kind === "source" ? 3 : 2);
    writer.text(step.kind);
    if (step.kind === "bind") writer.text(step.path);
    else if (step.kind === "bytecode") writer.binary(step.code);
    else {
      writer.text(step.name);
      writer.text(step.code);
    }
    return writer.written();
  } finally {
    writer.busy = false;
    writer.end();
  }
}
