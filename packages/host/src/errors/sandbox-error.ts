import { type FailureData, KobakoError } from "./kobako-error.ts";
import { nearestName } from "./nearest-name.ts";

/** The tags of `SandboxError` and its subclasses. */
export type SandboxTag = "SandboxError" | "BytecodeError" | "HandleTableExhausted" | "UndefinedEntrypointError";

/** The script raised, did not compile, or returned something that cannot cross the boundary. */
export class SandboxError<Tag extends SandboxTag = SandboxTag> extends KobakoError<Tag> {
  override readonly _tag = "SandboxError" as Tag;
  override readonly category = "sandbox";

  static {
    this.prototype.name = "SandboxError";
  }
}

/** A bytecode Snippet is damaged or of another version. */
export class BytecodeError extends SandboxError<"BytecodeError"> {
  override readonly _tag = "BytecodeError";

  static {
    this.prototype.name = "BytecodeError";
  }
}

/** The invocation used up every Handle id that the wire can carry. */
export class HandleTableExhausted extends SandboxError<"HandleTableExhausted"> {
  override readonly _tag = "HandleTableExhausted";

  static {
    this.prototype.name = "HandleTableExhausted";
  }
}

/** `run` named a constant that no Snippet defines. `available` lists what could have been named. */
export class UndefinedEntrypointError extends SandboxError<"UndefinedEntrypointError"> {
  override readonly _tag = "UndefinedEntrypointError";
  /** The constant that `run` asked for, as in Ruby's `NameError#name`; the class's name is in `_tag`. */
  declare readonly name: string;
  /** The constants that Snippets defined, sorted. */
  readonly available: readonly string[];
  /** The available name that is most likely meant. */
  readonly suggestion: string | undefined;

  static {
    // What the engine writes on top of the stack.
    Object.defineProperty(this.prototype, "name", { value: "UndefinedEntrypointError" });
  }

  constructor(name: string, available: readonly string[], data?: FailureData) {
    const suggestion = nearestName(name, available);
    super(undefinedEntrypoint(name, suggestion, available), data);
    // Engines write the stack when it is first read, under the name of that moment.
    void this.stack;
    Object.defineProperty(this, "name", { value: name, enumerable: false });
    this.available = available;
    this.suggestion = suggestion;
  }

  override toJSON(): object {
    return { ...super.toJSON(), name: this.name, available: this.available, suggestion: this.suggestion };
  }
}

function undefinedEntrypoint(name: string, suggestion: string | undefined, available: readonly string[]): string {
  const start = `undefined entrypoint ${name}`;
  if (suggestion !== undefined) return `${start}: did you mean ${suggestion}?`;
  return available.length === 0
    ? `${start}: no Snippet defines a constant`
    : `${start}: available are ${list(available)}`;
}

function list(names: readonly string[]): string {
  return names.length <= 8 ? names.join(", ") : `${names.slice(0, 8).join(", ")} and ${names.length - 8} more`;
}
