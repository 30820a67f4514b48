import type { Layout } from "./byte-reader.ts";
import { CodecError } from "./codec-error.ts";
import { createHandle, type Handle } from "./handle.ts";
import { STRING_KEY, SYMBOL_KEY } from "./key-reader.ts";
import { ValueReader } from "./value-reader.ts";
import { EXT_FAULT, EXT_HANDLE } from "./wire.ts";

/** Reads the fixed parts of envelopes; `what` names the part in errors, such as `the method`. */
export class EnvelopeReader extends ValueReader {
  /** The header of an array of exactly `length`. */
  expectArray(length: number, what: string): void {
    const at = this.pos;
    const found = this.arrayLength(what);
    if (found !== length) this.refuse("InvalidType", `${what} is an array of ${length}, not of ${found}`, at);
  }

  /** A str. */
  expectText(what: string): string {
    if (this.keyKind() !== STRING_KEY) this.unexpected(what, "a str", this.pos);
    return this.value() as string;
  }

  /** A str that repeats by nature, such as a method's name. */
  expectName(what: string): string {
    if (this.keyKind() !== STRING_KEY) this.unexpected(what, "a str", this.pos);
    return this.key();
  }

  /** The name of a Symbol. */
  expectSymbol(what: string): string {
    if (this.keyKind() !== SYMBOL_KEY) this.unexpected(what, "a Symbol", this.pos);
    return this.key();
  }

  expectBoolean(what: string): boolean {
    const at = this.pos++;
    const tag = this.bytes[at];
    if (tag !== 0xc2 && tag !== 0xc3) this.unexpected(what, "a boolean", at);
    return tag === 0xc3;
  }

  /** A str that is one of `choices`. */
  expectOneOf(what: string, choices: ReadonlySet<string>): string {
    const at = this.pos;
    const text = this.expectName(what);
    if (!choices.has(text)) this.refuse("InvalidType", `${what} must be one of ${[...choices].join(", ")}`, at);
    return text;
  }

  /** The first element of a Response, which says what the second is. */
  expectStatus(...choices: readonly number[]): number {
    const at = this.pos;
    const status = this.value();
    if (typeof status !== "number" || !choices.includes(status)) {
      this.refuse("InvalidType", `the status of a Response must be one of ${choices.join(", ")}`, at);
    }
    return status;
  }

  /** The first byte of a message that is no MessagePack, but says what follows. */
  tag(bytes: Uint8Array, what: string, ...choices: readonly number[]): number {
    const place = { offset: 0, path: "" };
    const tag = bytes[0];
    if (tag === undefined) throw new CodecError("Truncated", `${what} of no bytes`, place);
    if (!choices.includes(tag)) throw new CodecError("InvalidType", `${what} does not start with ${tag}`, place);
    return tag;
  }

  /** What a Request calls: a path or a Handle. */
  expectTarget(): string | Handle {
    if (this.keyKind() === STRING_KEY) return this.key();
    const at = this.pos;
    if (this.extType() !== EXT_HANDLE) this.unexpected("the target", "a str or a Handle", at);
    return createHandle(this.uint(4));
  }

  /** An array of values. */
  expectValues(what: string): unknown[] {
    return this.array(this.arrayLength(what));
  }

  /** An array of str. */
  expectTexts(what: string): string[] {
    const length = this.arrayLength(what);
    const texts: string[] = [];
    for (let i = 0; i < length; i++) texts.push(this.expectText(`an element of ${what}`));
    return texts;
  }

  /** A map with Symbol keys as a plain object; `undefined` when it is empty. */
  expectKeywords(): Record<string, unknown> | undefined {
    const pairs = this.mapLength("kwargs");
    if (pairs === 0) return undefined;
    if (this.keyKind() !== SYMBOL_KEY) this.unexpected("a key of kwargs", "a Symbol", this.pos);
    return this.record(pairs, SYMBOL_KEY, "a key of kwargs must be a Symbol") as Record<string, unknown>;
  }

  /**
   * A map of an envelope: calls `read` with each key, a str, to read what belongs to it. A key that `read` does not know
   * (it answers false and reads nothing) is skipped when `lenient`, and refused otherwise.
   */
  expectFields(what: string, lenient: boolean, read: (name: string) => boolean): void {
    const pairs = this.mapLength(what);
    const seen = new Set<string>();
    for (let i = 0; i < pairs; i++) {
      const at = this.pos;
      const name = this.expectName(`a key of ${what}`);
      if (seen.has(name)) this.duplicate(at);
      seen.add(name);
      if (read(name)) continue;
      if (!lenient) this.refuse("InvalidType", `${what} has an unknown key`, at);
      this.skip();
    }
  }

  /** A required part of a map that `expectFields` has read. */
  require<T>(part: T | undefined, what: string): T {
    return part ?? this.refuse("InvalidType", `${what} is missing`, this.pos);
  }

  /** Turns to the payload of a Fault, which has the structure of a message of its own. */
  enterFault(layout: Layout): void {
    const at = this.pos;
    const tag = this.bytes[at] as number;
    const length = isExt(tag) ? this.payloadLength() : 0;
    if (!isExt(tag) || this.uint(1) !== EXT_FAULT) this.unexpected("a failed Response", "a Fault", at);
    this.enter(this.pos, this.pos + length, layout);
  }

  private extType(): number | undefined {
    if (!isExt(this.bytes[this.pos] as number)) return undefined;
    this.payloadLength();
    return this.uint(1);
  }

  private payloadLength(): number {
    return this.extLength(this.bytes[this.pos++] as number);
  }

  private arrayLength(what: string): number {
    const at = this.pos++;
    const tag = this.bytes[at] as number;
    if (tag >= 0x90 && tag < 0xa0) return tag & 0x0f;
    if (tag !== 0xdc && tag !== 0xdd) this.unexpected(what, "an array", at);
    return this.uint(tag === 0xdc ? 2 : 4);
  }

  private mapLength(what: string): number {
    const at = this.pos++;
    const tag = this.bytes[at] as number;
    if (tag >= 0x80 && tag < 0x90) return tag & 0x0f;
    if (tag !== 0xde && tag !== 0xdf) this.unexpected(what, "a map", at);
    return this.uint(tag === 0xde ? 2 : 4);
  }

  private unexpected(what: string, wanted: string, at: number): never {
    return this.refuse("InvalidType", `${what} must be ${wanted}`, at);
  }
}

function isExt(tag: number): boolean {
  return (tag >= 0xc7 && tag < 0xca) || (tag >= 0xd4 && tag < 0xd9);
}
