import { encodeSetup, type SetupStep } from "@kobako/codec";
import { ArgumentError } from "../errors/argument-error.ts";
import { requireConstantName } from "../services/constant-path.ts";

/** Ruby source under a name; backtraces show it as `(snippet:Name)`. */
export interface SourceSnippet {
  /** Ruby source. */
  readonly code: string;
  /** A constant name. */
  readonly name: string;
}

/**
 * RITE bytecode, as `sandbox.compile` or `mrbc` make it. What is damaged or of another version is a `BytecodeError` when it
 * loads. Bytecode that was made to do harm can get past that and corrupt the memory of its own guest: its invocations may
 * then end in any `KobakoError`, or in a wrong value. It gets no further than any script: the host, its Services behind the
 * gate, other Sandboxes and later invocations are out of its reach.
 */
export interface BytecodeSnippet {
  /** RITE bytecode, as `compile` makes it. */
  readonly binary: Uint8Array;
}

const NONE: readonly never[] = Object.freeze([]);

/** The Snippets of one Sandbox, in the order in which they load. */
export class SnippetTable {
  #steps: readonly Exclude<SetupStep, { kind: "bind" }>[] = NONE;

  get size(): number {
    return this.#steps.length;
  }

  has(name: string): boolean {
    return this.#steps.some((step) => step.kind === "source" && step.name === name);
  }

  /** What a new Snippet would be loaded by; nothing is added yet. @throws TypeError, ArgumentError */
  read(snippet: unknown): Exclude<SetupStep, { kind: "bind" }> {
    if (typeof snippet !== "object" || snippet === null)
      throw new TypeError("a Snippet must be { code, name } or { binary }");
    const { code, name, binary, ...rest } = snippet as Readonly<Record<string, unknown>>;
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined) throw new ArgumentError(`${JSON.stringify(unknown)} is not a part of a Snippet`);
    if (binary !== undefined) {
      if (code !== undefined || name !== undefined)
        throw new ArgumentError("a Snippet is either { code, name } or { binary }");
      // The caller may go on to use its buffer; copy what the guest will load.
      if (binary instanceof Uint8Array) return { kind: "bytecode", code: binary.slice() };
      throw new TypeError("binary must be a Uint8Array");
    }
    if (typeof code !== "string") throw new TypeError("code must be a string");
    const constant = requireConstantName(name, "the name of a Snippet");
    if (this.has(constant)) throw new ArgumentError(`there is a Snippet named ${constant} already`);
    return { kind: "source", name: constant, code };
  }

  add(step: Exclude<SetupStep, { kind: "bind" }>): void {
    // Most Sandboxes have one, and `push` leaves room for 17.
    this.#steps = this.#steps.concat(step);
  }

  /** The messages that load the Snippets, in order. */
  encode(): Uint8Array[] {
    return this.#steps.map((step) => encodeSetup(step).slice());
  }

  /** Nothing is added any more, and the messages are made: the Snippets are let go. */
  seal(): void {
    this.#steps = NONE;
  }
}
