import { openWriter } from "./reuse.ts";

/** What the guest's compiler is asked for. */
export interface Compile {
  /** Ruby source. */
  readonly source: string;
  /** File name for diagnostics and backtraces. */
  readonly name: string;
  /** `"diagnostics"`: what is wrong with the source; `"bytecode"`: RITE. */
  readonly output: "diagnostics" | "bytecode";
  /** Whether bytecode keeps file names and line numbers. */
  readonly debug: boolean;
}

/**
 * Encodes a request to compile: map of `source`, `name`, `output` (str) and `debug` (bool).
 *
 * @returns a view into a reused buffer, valid until the next encode on this thread: copy it at once
 * @throws CodecError for text with a lone surrogate, and for a message over the size limit
 */
export function encodeCompile({ source, name, output, debug }: Compile): Uint8Array {
  const writer = openWriter();
  try {
    writer.begin(undefined);
    writer.fields(4);
    writer.text("source");
    writer.text(source);
    writer.text("name");
    writer.text(name);
    writer.text("output");
    writer.text(output);
    writer.text("debug");
    writer.boolean(debug);
    return writer.written();
  } finally {
    writer.busy = false;
    writer.end();
  }
}
