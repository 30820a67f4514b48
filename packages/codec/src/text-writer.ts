import { ByteWriter, extHeaderBytes, strHeaderBytes } from "./byte-writer.ts";
import { isWellFormed } from "./well-formed.ts";

/** Up to this many ASCII units a loop beats `TextEncoder.encodeInto` (bench/README.md); they also fit a fixstr. */
const LOOP_UNITS = 31;

const textEncoder = new TextEncoder();

/** Writes text as UTF-8: as a str, or as the payload of an ext. Refuses what UTF-8 cannot carry. */
export class TextWriter extends ByteWriter {
  /** A str. */
  text(value: string): void {
    const length = value.length;
    if (length > LOOP_UNITS) return this.measured(value, undefined);
    this.reserve(1 + length);
    const { bytes } = this;
    const body = this.pos + 1;
    for (let i = 0; i < length; i++) {
      const unit = value.charCodeAt(i);
      if (unit > 0x7f) return this.measured(value, undefined);
      bytes[body + i] = unit;
    }
    bytes[body - 1] = 0xa0 | length;
    this.pos = body + length;
  }

  /** An ext of `type` whose payload is `value`. */
  extText(type: number, value: string): void {
    this.measured(value, type);
  }

  /**
   * Text under a header whose size depends on the number of bytes, known only afterwards: room is left as if all of
   * it were ASCII, and the text moves up when that was wrong. `type` is the ext type, `undefined` for a str.
   */
  private measured(value: string, type: number | undefined): void {
    const headerBytes = type === undefined ? strHeaderBytes : extHeaderBytes;
    const start = this.pos;
    const guess = headerBytes(value.length);
    this.reserve(guess + value.length);
    this.pos = start + guess;
    this.units(value);
    const length = this.pos - start - guess;
    if (length !== value.length && !isWellFormed(value)) {
      throw this.refusal(
        "InvalidEncoding",
        "the string has a lone surrogate, which UTF-8 cannot carry; use toWellFormed(), or send bytes",
      );
    }
    const actual = headerBytes(length);
    if (actual !== guess) {
      this.reserve(actual);
      this.bytes.copyWithin(start + actual, start + guess, start + guess + length);
    }
    this.pos = start;
    if (type === undefined) this.strHeader(length);
    else this.extHeader(type, length);
    this.pos += length;
  }

  /** UTF-8 without a header. */
  private units(value: string): void {
    let rest = value;
    for (;;) {
      const room = new Uint8Array(this.bytes.buffer, this.pos);
      const { read, written } = textEncoder.encodeInto(rest, room);
      this.pos += written;
      if (read >= rest.length) return;
      rest = rest.slice(read);
      this.reserve(Math.max(rest.length, 4)); // 4: the widest character must make progress
    }
  }
}
