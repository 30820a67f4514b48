import { type Handle, isHandle } from "./handle.ts";
import { isPlain } from "./host-kinds.ts";
import { ValueWriter } from "./value-writer.ts";

/** Writes the fixed parts of envelopes. Their own arrays and maps count as objects, but not as nesting. */
export class EnvelopeWriter extends ValueWriter {
  /** Names what comes next, for errors: `args`, `kwargs`, `details`. */
  enter(root: string): void {
    this.root = root;
  }

  /** The header of an envelope that is an array. */
  elements(length: number): void {
    this.count();
    this.arrayHeader(length);
  }

  /** The header of an envelope that is a map. */
  fields(length: number): void {
    this.count();
    this.mapHeader(length);
  }

  /** Keyword arguments: a map whose keys become Symbols. */
  keywords(value: Record<string, unknown> | undefined): void {
    if (value !== undefined && !isPlain(value)) {
      throw this.refusal("UnsupportedType", "keyword arguments must be a plain object");
    }
    const depth = this.open();
    this.pairs(value ?? {}, depth, true);
    this.close(depth);
  }

  /** The arguments of an envelope: an array whose level does not count as nesting. */
  arguments(values: readonly unknown[]): void {
    const depth = this.open();
    this.items(values, depth);
    this.close(depth);
  }

  /** An array of str. */
  texts(values: readonly string[]): void {
    this.elements(values.length);
    for (const value of values) this.text(value);
  }

  /** An ext of `type` whose payload is what `write` writes. */
  extOf(type: number, write: () => void): void {
    this.count();
    const start = this.pos;
    write();
    this.wrapExt(start, type);
  }

  /** The Handle of a token that the codec made. */
  token(token: Handle): void {
    if (!isHandle(token)) throw this.refusal("UnsupportedType", "not a Handle that came from the wire");
    this.handle(token.id);
  }

  /** Enters a level that belongs to the envelope and is not counted as nesting. */
  private open(): number {
    this.count();
    this.deepest++;
    return this.depth++;
  }

  private close(depth: number): void {
    this.deepest--;
    this.depth = depth;
  }
}
