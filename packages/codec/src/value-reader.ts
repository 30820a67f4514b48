import type { Layout } from "./byte-reader.ts";
import { CodecError } from "./codec-error.ts";
import { createHandle } from "./handle.ts";
import { type KeyKind, KeyReader, OTHER_KEY, STRING_KEY, SYMBOL_KEY } from "./key-reader.ts";
import { defineMember, isIndexKey, toRecord } from "./record.ts";
import type { DecodeOptions, References, SymbolAllowance } from "./references.ts";
import { symbolNames } from "./symbol-names.ts";
import { EXT_HANDLE, EXT_SYMBOL, MAX_MESSAGE_BYTES } from "./wire.ts";

const THENABLE = "a keyword named then cannot be a function";

/** Larger Hashes are read into a Map first: an object of so many members could not be moved to a Map without a long stop. */
const MANY_PAIRS = 16_384;

/**
 * Reads values by the table of SPEC §4. `begin` checks the structure of the whole message first, so the reading that
 * follows trusts lengths and counts; even bytes that change underneath it only end in a `CodecError`. It calls nothing
 * but `References.resolve`.
 */
export class ValueReader extends KeyReader {
  /** Whether a message is being read. */
  busy = false;
  private references: References | undefined = undefined;
  private asMaps = false;
  private allowance: SymbolAllowance | undefined = undefined;

  /** Starts a message whose MessagePack begins at byte `start`. */
  begin(
    bytes: Uint8Array,
    start: number,
    layout: Layout,
    references: References | undefined,
    options: DecodeOptions | undefined,
  ): void {
    if (!ArrayBuffer.isView(bytes)) throw new TypeError("a message to decode must be a Uint8Array");
    this.bytes = bytes;
    this.references = references;
    this.asMaps = options?.hashes === "map";
    this.allowance = options?.newSymbols;
    this.interrupt = options?.interrupt;
    if (bytes.length > MAX_MESSAGE_BYTES) {
      throw new CodecError("TooLarge", `the message has ${bytes.length} bytes; ${MAX_MESSAGE_BYTES} is the most`, {
        offset: 0,
        path: "",
      });
    }
    this.enter(start, bytes.length, layout);
  }

  /** Lets go of the message. */
  end(): void {
    this.leave();
    this.references = undefined;
    this.allowance = undefined;
  }

  /** Passes over a value, which must be valid, without resolving what it refers to. */
  protected skip(): void {
    const { references } = this;
    this.references = undefined;
    this.value();
    this.references = references;
  }

  /** Any value. */
  value(): unknown {
    const at = this.pos++;
    const tag = this.bytes[at] as number;
    if (tag < 0x80) return tag;
    if (tag >= 0xe0) return tag - 0x100;
    if (tag < 0x90) return this.hash(tag & 0x0f);
    if (tag < 0xa0) return this.array(tag & 0x0f);
    if (tag < 0xc0) return this.text(tag & 0x1f, at);
    switch (tag) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
        return this.binary(this.uint(1));
      case 0xc5:
        return this.binary(this.uint(2));
      case 0xc6:
        return this.binary(this.uint(4));
      case 0xca:
        return this.float(4);
      case 0xcb:
        return this.float(8);
      case 0xcc:
        return this.uint(1);
      case 0xcd:
        return this.uint(2);
      case 0xce:
        return this.uint(4);
      case 0xcf:
        return this.wide(false);
      case 0xd0:
        return (this.uint(1) << 24) >> 24;
      case 0xd1:
        return (this.uint(2) << 16) >> 16;
      case 0xd2:
        return this.uint(4) | 0;
      case 0xd3:
        return this.wide(true);
      case 0xd9:
        return this.text(this.uint(1), at);
      case 0xda:
        return this.text(this.uint(2), at);
      case 0xdb:
        return this.text(this.uint(4), at);
      case 0xdc:
        return this.array(this.uint(2));
      case 0xdd:
        return this.array(this.uint(4));
      case 0xde:
        return this.hash(this.uint(2));
      case 0xdf:
        return this.hash(this.uint(4));
      default:
        return this.ext(tag, at);
    }
  }

  /** Values, none of which is nested by standing in this array. */
  protected array(length: number): unknown[] {
    const array = new Array<unknown>(length);
    for (let i = 0; i < length; i++) {
      this.spend(1);
      array[i] = this.value();
    }
    return array;
  }

  private ext(tag: number, at: number): unknown {
    if (!(at < this.bytes.length)) this.changed(at);
    const length = this.extLength(tag);
    const type = this.uint(1);
    if (type === EXT_SYMBOL) return this.symbol(this.name(length, at), at);
    if (type !== EXT_HANDLE) return this.refuse("InvalidType", "a Fault may only stand in a failed Response", at);
    const id = this.uint(4);
    return this.references === undefined ? createHandle(id) : this.references.resolve(id);
  }

  private symbol(name: string, at: number): symbol {
    return (
      symbolNames.symbol(name, this.allowance) ??
      this.refuse("TooLarge", "too many different Symbols that nobody has named before; send Strings", at)
    );
  }

  private hash(pairs: number): unknown {
    if (this.asMaps) return this.map(new Map(), pairs);
    if (pairs === 0) return {};
    const kind = this.keyKind();
    return kind === OTHER_KEY ? this.map(new Map(), pairs) : this.record(pairs, kind, undefined);
  }

  /**
   * A Hash whose first key is a str or a Symbol: a plain object as long as the others are of the same kind and can simply
   * be assigned; otherwise what was read so far moves to a Map that keeps the order. With `only`, keys of another kind
   * are refused in these words. A Handle of a function under `then` makes it a Map too, or is refused: JavaScript would
   * take the object for a Promise, and whoever awaits it would call the function.
   */
  protected record(pairs: number, kind: KeyKind, only: string | undefined): unknown {
    const record: Record<string, unknown> = {};
    if (pairs > MANY_PAIRS) return this.unlike(record, 0, pairs, kind, only);
    for (let i = 0; i < pairs; i++) {
      const at = this.pos;
      this.spend(1);
      const tag = this.bytes[at] as number;
      let key: string;
      if (kind === STRING_KEY && tag >= 0xa0 && tag < 0xc0) {
        this.pos = at + 1;
        key = this.name(tag & 0x1f, at);
      } else {
        if (this.keyKind() !== kind) return this.unlike(record, i, pairs, kind, only);
        key = this.key();
      }
      if (isIndexKey(key)) {
        this.pos = at;
        return this.unlike(record, i, pairs, kind, only);
      }
      const known = key in record;
      if (known && Object.hasOwn(record, key)) this.duplicate(at);
      const value = this.value();
      if (typeof value === "function" && key === "then") {
        const map = this.toMap(Object.entries(record), kind, at).set(this.keyOf(key, kind, at), value);
        return only === undefined ? this.map(map, pairs - i - 1) : this.refuse("InvalidType", THENABLE, at);
      }
      if (known) defineMember(record, key, value);
      else record[key] = value;
    }
    return record;
  }

  /** Goes on with a Hash whose next key does not fit `record`, an array index or a key of another kind, or of which there are many. */
  private unlike(
    record: Record<string, unknown>,
    done: number,
    pairs: number,
    kind: KeyKind,
    only: string | undefined,
  ): unknown {
    const named = new Map<string, unknown>(Object.entries(record));
    for (let i = done; i < pairs; i++) {
      const at = this.pos;
      this.spend(2);
      if (this.keyKind() !== kind) {
        if (only !== undefined) this.refuse("InvalidType", only, at);
        return this.map(this.toMap(named, kind, at), pairs - i);
      }
      const key = this.key();
      if (named.has(key)) this.duplicate(at);
      const value = this.value();
      named.set(key, value);
      if (typeof value === "function" && key === "then") {
        if (only !== undefined) this.refuse("InvalidType", THENABLE, at);
        return this.map(this.toMap(named, kind, at), pairs - i - 1);
      }
    }
    return toRecord(named, (elements) => this.spend(elements));
  }

  private toMap(named: Iterable<readonly [string, unknown]>, kind: KeyKind, at: number): Map<unknown, unknown> {
    const map = new Map<unknown, unknown>();
    for (const [key, value] of named) {
      this.spend(1);
      map.set(this.keyOf(key, kind, at), value);
    }
    return map;
  }

  private keyOf(name: string, kind: KeyKind, at: number): unknown {
    return kind === SYMBOL_KEY ? this.symbol(name, at) : name;
  }

  /** Adds `pairs` to a Map. */
  private map(map: Map<unknown, unknown>, pairs: number): Map<unknown, unknown> {
    for (let i = 0; i < pairs; i++) {
      const at = this.pos;
      this.spend(1);
      const key = this.keyKind() === STRING_KEY ? this.key() : this.value();
      if (map.has(key)) this.duplicate(at);
      map.set(key, this.value());
    }
    return map;
  }
}
