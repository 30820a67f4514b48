import { ByteReader } from "./byte-reader.ts";
import { readName } from "./text-reader.ts";
import { EXT_SYMBOL } from "./wire.ts";

/** A key that is a str. */
export const STRING_KEY = 0;
/** A key that is a Symbol. */
export const SYMBOL_KEY = 1;
/** Any other key. */
export const OTHER_KEY = 2;
/** What a key is; a Hash is a plain object when all of its keys are the same one of the first two. */
export type KeyKind = typeof STRING_KEY | typeof SYMBOL_KEY | typeof OTHER_KEY;

/** Reads what names things: keys of Hashes, paths, methods, Symbols. */
export class KeyReader extends ByteReader {
  /** What the key at hand is, without moving. */
  protected keyKind(): KeyKind {
    const tag = this.bytes[this.pos] as number;
    if ((tag >= 0xa0 && tag < 0xc0) || (tag >= 0xd9 && tag < 0xdc)) return STRING_KEY;
    if (tag >= 0xd4 && tag < 0xd9) return this.bytes[this.pos + 1] === EXT_SYMBOL ? SYMBOL_KEY : OTHER_KEY;
    if (tag < 0xc7 || tag >= 0xca) return OTHER_KEY;
    return this.bytes[this.pos + 1 + (1 << (tag - 0xc7))] === EXT_SYMBOL ? SYMBOL_KEY : OTHER_KEY;
  }

  /** The text of the key at hand, a str or a Symbol. */
  protected key(): string {
    const at = this.pos++;
    const tag = this.bytes[at] as number;
    if (tag < 0xc0) return this.name(tag & 0x1f, at);
    if (tag >= 0xd9) return this.name(this.uint(1 << (tag - 0xd9)), at);
    const length = this.extLength(tag);
    this.pos++;
    return this.name(length, at);
  }

  /** The payload length of an ext with this tag. */
  protected extLength(tag: number): number {
    return tag >= 0xd4 ? 1 << (tag - 0xd4) : this.uint(1 << (tag - 0xc7));
  }

  /** Text that repeats by nature: a key, a path, a method's or a Symbol's name. */
  protected name(length: number, at: number): string {
    return readName(this.bytes, this.take(length), this.pos) ?? this.badText(at);
  }

  protected duplicate(at: number): never {
    return this.refuse("DuplicateKey", "two keys of one Hash are the same JavaScript value", at);
  }
}
