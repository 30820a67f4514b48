import { ByteBuilder } from "../postlink/byte-builder.ts";
import { signed, text, unsigned } from "../postlink/leb128.ts";
import { SECTION, type Section } from "../postlink/wasm-module.ts";

/** A function of a module that a test writes by hand: type `(i32) -> ()`, no locals. */
export interface TinyFunction {
  readonly name: string;
  /** Without the final `end`. */
  readonly code: readonly number[];
}

const I32 = 0x7f;

function vector(elements: readonly (readonly number[])[]): number[] {
  return [...unsigned(elements.length), ...elements.flat()];
}

function section(id: number, payload: readonly number[], name = ""): Section {
  return { id, name, payload: Uint8Array.from(payload) };
}

function body(code: readonly number[]): number[] {
  const whole = [0, ...code, 0x0b];
  return [...unsigned(whole.length), ...whole];
}

/**
 * A module with sixteen pages of memory, one import (`env.__kobako_safepoint`, function 0) and the given functions from index 1
 * on, all exported and named.
 */
export function tinyModule(functions: readonly TinyFunction[]): Section[] {
  const names = new ByteBuilder()
    .append(vector(functions.map(({ name }, index) => [...unsigned(index + 1), ...text(name)])))
    .finish();
  return [
    section(
      SECTION.type,
      vector([
        [0x60, 1, I32, 0],
        [0x60, 0, 0],
      ]),
    ),
    section(SECTION.import, vector([[...text("env"), ...text("__kobako_safepoint"), 0, 1]])),
    section(SECTION.function, vector(functions.map(() => [0]))),
    section(SECTION.memory, vector([[0, 16]])),
    section(SECTION.global, vector([[I32, 1, 0x41, ...signed(7), 0x0b]])),
    section(
      SECTION.export,
      vector([
        [...text("memory"), 2, 0],
        ...functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index + 1)]),
      ]),
    ),
    section(SECTION.code, vector(functions.map(({ code }) => body(code)))),
    section(SECTION.custom, [1, ...unsigned(names.length), ...names], "name"),
  ];
}
