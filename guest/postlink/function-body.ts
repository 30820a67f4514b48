import { ByteBuilder } from "./byte-builder.ts";
import { ByteCursor, unsigned } from "./leb128.ts";
import { findSection, SECTION, type Section } from "./wasm-module.ts";

/** A function body of the code section (core specification, 5.5.13). */
export interface Body {
  /** The bytes of the local declarations. */
  readonly locals: Uint8Array;
  readonly localGroups: number;
  readonly localCount: number;
  readonly code: Uint8Array;
}

/** The bodies of the code section, without their lengths. */
export function readBodies(sections: readonly Section[]): Uint8Array[] {
  const cursor = new ByteCursor(findSection(sections, SECTION.code));
  return Array.from({ length: cursor.u32() }, () => cursor.take(cursor.u32()));
}

export function readBody(bytes: Uint8Array): Body {
  const cursor = new ByteCursor(bytes);
  const localGroups = cursor.u32();
  const from = cursor.offset;
  let localCount = 0;
  for (let group = 0; group < localGroups; group++) {
    localCount += cursor.u32();
    cursor.skip(1);
  }
  return { locals: bytes.subarray(from, cursor.offset), localGroups, localCount, code: bytes.subarray(cursor.offset) };
}

/** The body with more locals, one of each of `types`, and other code; its length in front. */
export function writeBody(body: Body, types: readonly number[], code: Uint8Array): Uint8Array {
  const inner = new ByteBuilder()
    .append(unsigned(body.localGroups + types.length))
    .append(body.locals)
    .append(types.flatMap((type) => [1, type]))
    .append(code);
  return new ByteBuilder().append(unsigned(inner.length)).append(inner.finish()).finish();
}
