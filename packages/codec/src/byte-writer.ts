import { CodecError, type CodecErrorCode } from "./codec-error.ts";
import { MAX_MESSAGE_BYTES } from "./wire.ts";

/** Size of a fresh buffer; most messages fit. */
const INITIAL_BYTES = 2048;

/** A buffer that one message grew past this is given up before the next. */
const RETAINED_BYTES = 256 * 1024;

/** Room past the limit that a worst-case reservation may take; `finish` checks what was really written. */
const SLACK_BYTES = 256;

/** Tags of fixext 1, 2, 4, 8 and 16, by payload length. */
const FIXEXT_TAGS: readonly (number | undefined)[] = Array.from({ length: 17 }, (_, length) => {
  const rank = [1, 2, 4, 8, 16].indexOf(length);
  return rank < 0 ? undefined : 0xd4 + rank;
});

/**
 * Writes MessagePack headers, numbers and binaries, big-endian and always in the narrowest form, into one buffer
 * that grows and is reused. It knows neither text nor JavaScript's value model. Every method reserves what it writes.
 */
export class ByteWriter {
  protected bytes: Uint8Array<ArrayBuffer> = new Uint8Array(INITIAL_BYTES);
  protected view: DataView = new DataView(this.bytes.buffer);
  protected pos = 0;

  /** Starts a message. */
  protected reset(): void {
    this.pos = 0;
    if (this.bytes.length > RETAINED_BYTES) this.replace(new Uint8Array(INITIAL_BYTES));
  }

  /** The message: a view that the next one overwrites. */
  protected finish(): Uint8Array {
    if (this.pos > MAX_MESSAGE_BYTES) throw this.tooLarge();
    return new Uint8Array(this.bytes.buffer, 0, this.pos);
  }

  /** The way to what is being written, for errors. */
  protected path(): string {
    return "";
  }

  protected refusal(code: CodecErrorCode, what: string): CodecError {
    return new CodecError(code, what, { offset: undefined, path: this.path() });
  }

  protected tooLarge(): CodecError {
    return this.refusal(
      "TooLarge",
      `the message grows past ${MAX_MESSAGE_BYTES} bytes; send less, or send it in parts`,
    );
  }

  protected reserve(count: number): void {
    if (this.pos + count > this.bytes.length) this.grow(this.pos + count);
  }

  private grow(needed: number): void {
    const most = MAX_MESSAGE_BYTES + SLACK_BYTES;
    if (needed > most) throw this.tooLarge();
    const larger = new Uint8Array(Math.min(Math.max(needed, this.bytes.length * 2), most));
    larger.set(new Uint8Array(this.bytes.buffer, 0, this.pos));
    this.replace(larger);
  }

  private replace(bytes: Uint8Array<ArrayBuffer>): void {
    const view = new DataView(bytes.buffer); // before the stores, so that they cannot come apart
    this.bytes = bytes;
    this.view = view;
  }

  /** One byte as it is: nil, a boolean, an envelope's tag. */
  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.pos++] = value;
  }

  /** An integer within ±(2⁵³−1); not −0. */
  integer(value: number): void {
    this.reserve(9);
    const { bytes, pos } = this;
    if (value >= -0x20 && value < 0x80) {
      bytes[pos] = value;
      this.pos = pos + 1;
    } else if (value >= -0x80 && value < 0x100) {
      bytes[pos] = value < 0 ? 0xd0 : 0xcc;
      bytes[pos + 1] = value;
      this.pos = pos + 2;
    } else if (value >= -0x8000 && value < 0x10000) {
      bytes[pos] = value < 0 ? 0xd1 : 0xcd;
      bytes[pos + 1] = value >> 8;
      bytes[pos + 2] = value;
      this.pos = pos + 3;
    } else if (value >= -0x80000000 && value < 0x100000000) {
      bytes[pos] = value < 0 ? 0xd2 : 0xce;
      this.view.setUint32(pos + 1, value);
      this.pos = pos + 5;
    } else {
      bytes[pos] = value < 0 ? 0xd3 : 0xcf;
      this.view.setUint32(pos + 1, Math.floor(value / 0x100000000));
      this.view.setUint32(pos + 5, value); // DataView keeps the low 32 bits
      this.pos = pos + 9;
    }
  }

  /** An integer in −2⁶³ … 2⁶⁴−1. */
  bigInteger(value: bigint): void {
    const rounded = Number(value);
    if (Number.isSafeInteger(rounded)) return this.integer(rounded);
    this.reserve(9);
    this.bytes[this.pos] = value < 0n ? 0xd3 : 0xcf;
    this.view.setBigUint64(this.pos + 1, BigInt.asUintN(64, value));
    this.pos += 9;
  }

  /** A float 64; every NaN gets the same bits. */
  float(value: number): void {
    this.reserve(9);
    this.bytes[this.pos] = 0xcb;
    this.view.setFloat64(this.pos + 1, Number.isNaN(value) ? NaN : value);
    this.pos += 9;
  }

  arrayHeader(length: number): void {
    this.reserve(5);
    if (length < 16) this.bytes[this.pos++] = 0x90 | length;
    else this.header16(0xdc, length);
  }

  mapHeader(length: number): void {
    this.reserve(5);
    if (length < 16) this.bytes[this.pos++] = 0x80 | length;
    else this.header16(0xde, length);
  }

  /** A bin with its bytes. */
  binary(value: Uint8Array): void {
    this.reserve(5 + value.length);
    this.header8(0xc4, value.length);
    this.bytes.set(value, this.pos);
    this.pos += value.length;
  }

  protected strHeader(length: number): void {
    if (length < 32) this.bytes[this.pos++] = 0xa0 | length;
    else this.header8(0xd9, length);
  }

  protected extHeader(type: number, length: number): void {
    const fixed = FIXEXT_TAGS[length];
    if (fixed === undefined) this.header8(0xc7, length);
    else this.bytes[this.pos++] = fixed;
    this.bytes[this.pos++] = type;
  }

  /** The 8-bit form with tag `tag`, or a wider one, whose tags follow it. */
  private header8(tag: number, length: number): void {
    if (length >= 0x100) return this.header16(tag + 1, length);
    this.bytes[this.pos] = tag;
    this.bytes[this.pos + 1] = length;
    this.pos += 2;
  }

  /** The 16-bit form with tag `tag`, or the 32-bit one, whose tag follows it. */
  private header16(tag: number, length: number): void {
    const wide = length >= 0x10000;
    this.bytes[this.pos] = wide ? tag + 1 : tag;
    if (wide) this.view.setUint32(this.pos + 1, length);
    else this.view.setUint16(this.pos + 1, length);
    this.pos += wide ? 5 : 3;
  }

  /** Replaces the map header at `start`, which says `claimed` pairs, by one that says `length`, fewer. */
  protected shrinkMap(start: number, claimed: number, length: number): void {
    const body = start + mapHeaderBytes(claimed);
    const end = this.pos;
    this.pos = start;
    this.mapHeader(length);
    this.bytes.copyWithin(this.pos, body, end);
    this.pos += end - body;
  }

  /** Puts an ext header of `type` in front of what was written since `start`. */
  protected wrapExt(start: number, type: number): void {
    const length = this.pos - start;
    const body = start + extHeaderBytes(length);
    this.reserve(body - start);
    this.bytes.copyWithin(body, start, this.pos);
    this.pos = start;
    this.extHeader(type, length);
    this.pos += length;
  }
}

/** Bytes of the header of a str of `length` bytes. */
export function strHeaderBytes(length: number): number {
  return length < 32 ? 1 : length < 0x100 ? 2 : length < 0x10000 ? 3 : 5;
}

/** Bytes of the header of an ext of `length` payload bytes, the type included. */
export function extHeaderBytes(length: number): number {
  if (FIXEXT_TAGS[length] !== undefined) return 2;
  return length < 0x100 ? 3 : length < 0x10000 ? 4 : 6;
}

function mapHeaderBytes(length: number): number {
  return length < 16 ? 1 : length < 0x10000 ? 3 : 5;
}
