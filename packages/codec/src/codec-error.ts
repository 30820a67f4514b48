/**
 * What a `CodecError` is about.
 *
 * - `Truncated`: the bytes end before the message does, or a length claims more than is there.
 * - `InvalidType`: well-formed MessagePack that this place of the wire does not allow.
 * - `DuplicateKey`: two keys of one Hash that Ruby tells apart and JavaScript does not, such as 1 and 1.0, or twice the same.
 * - `InvalidEncoding`: text that is not valid UTF-8, or a string with a lone surrogate.
 * - `UnsupportedType`: a JavaScript value that no wire kind can carry.
 * - `TooDeep`: more than `MAX_DEPTH` levels of nesting; a cycle ends here too.
 * - `TooLarge`: a message over one of the limits in `wire.ts`.
 */
export type CodecErrorCode =
  | "Truncated"
  | "InvalidType"
  | "DuplicateKey"
  | "InvalidEncoding"
  | "UnsupportedType"
  | "TooDeep"
  | "TooLarge";

/** Where a `CodecError` happened. */
export interface CodecErrorPlace {
  /** Bytes from the start of the message; `undefined` while encoding. */
  readonly offset: number | undefined;
  /** The way into the value, such as `args[2].name`; empty at the top. */
  readonly path: string;
}

/** A value or a message that the wire refuses. Every refusal of this package is one of these. */
export class CodecError extends Error {
  /** What the error is about; stable, meant for branching. */
  readonly code: CodecErrorCode;
  /** Bytes from the start of the message where decoding stopped; `undefined` while encoding. */
  readonly offset: number | undefined;
  /** The way into the value, such as `args[2].name`; empty at the top. */
  readonly path: string;

  constructor(code: CodecErrorCode, what: string, place: CodecErrorPlace) {
    super(describe(what, place));
    this.code = code;
    this.offset = place.offset;
    this.path = place.path;
  }

  static {
    Object.defineProperty(this.prototype, "name", { value: "CodecError", configurable: true, writable: true });
  }
}

function describe(what: string, { offset, path }: CodecErrorPlace): string {
  const where = [];
  if (path !== "") where.push(path);
  if (offset !== undefined) where.push(`byte ${offset}`);
  return where.length === 0 ? what : `${what} (at ${where.join(", ")})`;
}
