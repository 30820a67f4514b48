import { CodecError, type CodecErrorCode } from "./codec-error.ts";
import { type Names, pathTo } from "./path-to.ts";
import { type Allowance, checkStructure, type Overseer, type Refuse } from "./structure-check.ts";
import { readText } from "./text-reader.ts";

/** What a message may hold beyond a value, and what its parts are called in errors. */
export interface Layout extends Allowance, Names {}

/** A message that is one value. */
export const VALUE_LAYOUT: Layout = { envelopeDepth: 0, fault: false, root: "", fields: [] };

/** Elements, about half a microsecond each at worst, between two calls of an interrupt. */
const ELEMENTS_PER_LOOK = 512;

const NO_BYTES = new Uint8Array(0);

/**
 * A cursor over one message, and the kinds that hold no others. `enter` checks the structure of what is read then, so lengths are
 * trusted; yet not even bytes that change meanwhile lead past the end.
 */
export class ByteReader implements Overseer {
  protected bytes: Uint8Array = NO_BYTES;
  protected pos = 0;
  /** Made for the first float of a message. */
  private view: DataView | undefined = undefined;
  private start = 0;
  private layout: Layout = VALUE_LAYOUT;
  /** Elements that may still be read before the next look at `interrupt`. */
  private untilLook = ELEMENTS_PER_LOOK;
  interrupt: (() => void) | undefined = undefined;

  /** Turns to the one value in `[start, end)`, after checking its structure. */
  protected enter(start: number, end: number, layout: Layout): void {
    this.start = start;
    this.pos = start;
    this.layout = layout;
    checkStructure(this.bytes, start, end, layout, this);
  }

  /** Lets go of the message. */
  protected leave(): void {
    this.bytes = NO_BYTES;
    this.view = undefined;
    this.interrupt = undefined;
  }

  /** Counts work; now and then it lets `interrupt` look. */
  protected spend(elements: number): void {
    this.untilLook -= elements;
    if (this.untilLook > 0) return;
    this.untilLook = ELEMENTS_PER_LOOK;
    this.interrupt?.();
  }

  /** Throws; `offset` is that of the element at fault. */
  readonly refuse: Refuse = (code: CodecErrorCode, what: string, offset: number): never => {
    throw new CodecError(code, what, { offset, path: pathTo(this.bytes, this.start, offset, this.layout) });
  };

  /** Throws for a message that is not what was checked. */
  protected changed(at: number): never {
    return this.refuse("Truncated", "the message changed while it was read", at);
  }

  /** An unsigned number of 1, 2 or 4 bytes. */
  protected uint(width: number): number {
    const { bytes, pos } = this;
    this.pos = pos + width;
    if (width === 1) return bytes[pos] as number;
    const low = ((bytes[pos] as number) << 8) | (bytes[pos + 1] as number);
    if (width === 2) return low;
    return ((low << 16) | ((bytes[pos + 2] as number) << 8) | (bytes[pos + 3] as number)) >>> 0;
  }

  /** An integer of 8 bytes: a bigint where a number is not exact. */
  protected wide(signed: boolean): number | bigint {
    const high = signed ? this.uint(4) | 0 : this.uint(4);
    const low = this.uint(4);
    const value = high * 0x100000000 + low;
    return Number.isSafeInteger(value) ? value : (BigInt(high) << 32n) | BigInt(low);
  }

  /** A float of 4 or 8 bytes. */
  protected float(width: number): number {
    const start = this.take(width);
    const { bytes } = this;
    const view = (this.view ??= new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
    return width === 4 ? view.getFloat32(start) : view.getFloat64(start);
  }

  /** Moves past `length` bytes; where they start. */
  protected take(length: number): number {
    const start = this.pos;
    const end = start + length;
    if (!(end <= this.bytes.length)) this.changed(start);
    this.pos = end;
    return start;
  }

  /** A copy of `length` bytes. */
  protected binary(length: number): Uint8Array {
    const start = this.take(length);
    const { bytes } = this;
    const copy = new Uint8Array(length);
    copy.set(new Uint8Array(bytes.buffer, bytes.byteOffset + start, length));
    return copy;
  }

  /** Text of `length` bytes; `at` is where its element starts. */
  protected text(length: number, at: number): string {
    return readText(this.bytes, this.take(length), this.pos) ?? this.badText(at);
  }

  protected badText(at: number): never {
    return this.refuse("InvalidEncoding", "the text is not valid UTF-8", at);
  }
}
