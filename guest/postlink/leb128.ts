/** LEB128, the variable-length integers of the WebAssembly binary format (core specification, 5.2.2). */

/** Reads numbers from `bytes`, starting at `offset`; throws `RangeError` when they run past the end. */
export class ByteCursor {
  readonly bytes: Uint8Array;
  offset: number;
  readonly end: number;

  constructor(bytes: Uint8Array, offset = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.offset = offset;
    this.end = end;
  }

  byte(): number {
    const byte = this.bytes[this.offset];
    if (byte === undefined || this.offset >= this.end)
      throw new RangeError(`the module ends early, at byte ${this.offset}`);
    this.offset++;
    return byte;
  }

  /** An unsigned 32-bit number. */
  u32(): number {
    let result = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return result;
    }
    throw new RangeError(`an integer is too long, at byte ${this.offset}`);
  }

  /** A signed 32-bit number. */
  s32(): number {
    let result = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      result |= (byte & 0x7f) << shift;
      if (byte < 0x80) return shift < 28 && (byte & 0x40) !== 0 ? result | (-1 << (shift + 7)) : result;
    }
    throw new RangeError(`an integer is too long, at byte ${this.offset}`);
  }

  /** Steps over a signed number of any width. */
  skipSigned(): void {
    while (this.byte() >= 0x80);
  }

  skip(count: number): void {
    this.offset += count;
    if (this.offset > this.end) throw new RangeError(`the module ends early, at byte ${this.end}`);
  }

  take(count: number): Uint8Array {
    const from = this.offset;
    this.skip(count);
    return this.bytes.subarray(from, this.offset);
  }

  text(): string {
    return new TextDecoder("utf-8", { fatal: true }).decode(this.take(this.u32()));
  }

  get done(): boolean {
    return this.offset >= this.end;
  }
}

export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}

/** A signed 32-bit number. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0)) {
      bytes.push(byte);
      return bytes;
    }
    bytes.push(byte | 0x80);
  }
}

/** A string as the format stores it: length, then UTF-8. */
export function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...unsigned(bytes.length), ...bytes];
}
