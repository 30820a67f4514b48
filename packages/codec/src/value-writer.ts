import { binaryView, eachEntry, isPlain, mapSizeOf } from "./host-kinds.ts";
import { isFloat } from "./float.ts";
import { isHandle, isHandleId } from "./handle.ts";
import type { References } from "./references.ts";
import { formatPath, type PathSegment } from "./path.ts";
import { TextWriter } from "./text-writer.ts";
import { EXT_HANDLE, EXT_SYMBOL, MAX_DEPTH, MAX_MESSAGE_BYTES, MAX_MESSAGE_OBJECTS } from "./wire.ts";

const NIL = 0xc0;
const FALSE = 0xc2;
const TRUE = 0xc3;
const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 64n - 1n;
const keysOf = Object.keys;

/**
 * Writes JavaScript values by the table of SPEC §4. Of a value it runs nothing but own enumerable getters of plain
 * objects (each once) and the traps of a Proxy; what they throw propagates unchanged.
 */
export class ValueWriter extends TextWriter {
  /** Whether a message is being written. */
  busy = false;
  private references: References | undefined = undefined;
  private objects = 0;
  protected depth = 0;
  protected deepest: number = MAX_DEPTH;
  protected root = "";
  /** Key or index of what is being written, by depth. */
  private readonly trail: PathSegment[] = [];

  /** Starts a message. */
  begin(references: References | undefined): void {
    this.reset();
    this.references = references;
    this.objects = 0;
    this.depth = 0;
    this.deepest = MAX_DEPTH;
    this.root = "";
  }

  /** The message: a view that the next one overwrites. */
  written(): Uint8Array {
    return this.finish();
  }

  /** Lets go of what the message referred to. */
  end(): void {
    this.references = undefined;
  }

  protected override path(): string {
    return formatPath(this.root, this.trail.slice(0, this.depth));
  }

  /** Any value. */
  value(value: unknown): void {
    switch (typeof value) {
      case "string":
        return this.text(value);
      case "number":
        if (Number.isSafeInteger(value) && (value !== 0 || 1 / value > 0)) return this.integer(value);
        return this.float(value);
      case "boolean":
        return this.boolean(value);
      case "undefined":
        return this.byte(NIL);
      case "object":
        if (value === null) return this.byte(NIL);
        return this.object(value);
      case "function":
        return this.wrapped(value);
      case "symbol":
        return this.symbol(value);
      case "bigint":
        return this.bigint(value);
    }
  }

  private object(value: object): void {
    if (Array.isArray(value)) return this.array(value);
    if (isPlain(value)) return this.record(value);
    const size = mapSizeOf(value);
    if (size !== undefined) return this.map(value, size);
    const bytes = binaryView(value);
    if (bytes !== undefined) return this.bytesOf(bytes);
    if (isFloat(value)) return this.float(value.value);
    if (isHandle(value)) return this.handle(value.id);
    this.wrapped(value);
  }

  private array(values: readonly unknown[]): void {
    const depth = this.deeper();
    this.items(values, depth);
    this.depth = depth;
  }

  /** The elements by index up to the length at the start: a hole is nil, other properties are not looked at. */
  protected items(values: readonly unknown[], depth: number): void {
    const { length } = values;
    if (!(Number.isInteger(length) && length >= 0 && length <= MAX_MESSAGE_BYTES)) throw this.tooLarge();
    this.arrayHeader(length);
    for (let i = 0; i < length; i++) {
      this.trail[depth] = i;
      this.value(values[i]);
    }
  }

  private record(value: Record<string, unknown>): void {
    const depth = this.deeper();
    this.pairs(value, depth, false);
    this.depth = depth;
  }

  /** The own enumerable string-keyed members of a plain object; those that are undefined are left out. */
  protected pairs(value: Record<string, unknown>, depth: number, symbols: boolean): void {
    const keys = keysOf(value);
    const start = this.pos;
    let dropped = 0;
    this.mapHeader(keys.length);
    for (const key of keys) {
      this.trail[depth] = key;
      const member = value[key];
      if (member === undefined) {
        dropped++;
        continue;
      }
      if (symbols) this.symbolNamed(key);
      else this.text(key);
      this.value(member);
    }
    if (dropped > 0) this.shrinkMap(start, keys.length, keys.length - dropped);
  }

  private map(map: object, size: number): void {
    const depth = this.deeper();
    let left = size;
    this.mapHeader(size);
    eachEntry(map, (value, key) => {
      this.trail[depth] = typeof key === "string" ? key : ~(size - left);
      if (left-- === 0) throw this.changed();
      this.value(key);
      this.value(value);
    });
    if (left !== 0) throw this.changed();
    this.depth = depth;
  }

  private changed(): Error {
    return this.refusal("InvalidType", "a Map changed while it was being written; send a copy");
  }

  private bytesOf(view: Uint8Array | null): void {
    if (view === null) throw this.refusal("InvalidType", "the memory of the binary was transferred away; send a copy");
    this.count();
    this.binary(view);
  }

  private symbol(value: symbol): void {
    const name = Symbol.keyFor(value);
    if (name === undefined) {
      throw this.refusal("UnsupportedType", "only registered symbols cross; make it with Symbol.for(name)");
    }
    this.symbolNamed(name);
  }

  /** A Symbol. */
  symbolNamed(name: string): void {
    this.count();
    this.extText(EXT_SYMBOL, name);
  }

  boolean(value: boolean): void {
    this.byte(value ? TRUE : FALSE);
  }

  private bigint(value: bigint): void {
    if (value < MIN_INTEGER || value > MAX_INTEGER) {
      throw this.refusal("UnsupportedType", "the bigint is outside -2**63 … 2**64-1; send it as a string");
    }
    this.bigInteger(value);
  }

  /** A Handle. */
  protected handle(id: number): void {
    this.count();
    this.reserve(6);
    this.extHeader(EXT_HANDLE, 4);
    this.view.setUint32(this.pos, id);
    this.pos += 4;
  }

  private wrapped(value: object): void {
    const { references } = this;
    if (references === undefined) {
      const kind = typeof value === "function" ? "a function" : "an object of a class";
      throw this.refusal("UnsupportedType", `${kind} is no wire kind and there are no References to wrap it`);
    }
    const id = references.wrap(value);
    if (!isHandleId(id)) throw this.refusal("UnsupportedType", "References.wrap answered no valid Handle id");
    this.handle(id);
  }

  /** Enters an array or a map; returns the depth it is at. */
  private deeper(): number {
    this.count();
    const { depth } = this;
    if (depth >= this.deepest) {
      throw this.refusal("TooDeep", `nested deeper than ${MAX_DEPTH} levels, or a cycle; send a flatter value`);
    }
    this.depth = depth + 1;
    return depth;
  }

  /** Counts one object of the message. */
  protected count(): void {
    if (++this.objects > MAX_MESSAGE_OBJECTS) {
      throw this.refusal(
        "TooLarge",
        `more than ${MAX_MESSAGE_OBJECTS} arrays, maps, binaries and ext values; send it in parts`,
      );
    }
  }
}
