/** One side of a conversation, one after the other. */
export interface Message {
  readonly from: "user" | "model" | "sandbox";
  readonly text: string;
}

/** A language model, as the loop sees it. A real one sends the messages to its provider. */
export interface Model {
  answer(conversation: readonly Message[]): Promise<string>;
}

/** One turn of a scripted model: what it waits for, and what it then says. */
export interface Turn {
  readonly after: RegExp;
  readonly says: string;
}

/**
 * Stands in for a model, so that the example runs without network. It reads what it is told: unless the last message is
 * what its next turn waits for, it gives up.
 */
export class ScriptedModel implements Model {
  readonly #turns: Iterator<Turn>;

  constructor(turns: Iterable<Turn>) {
    this.#turns = turns[Symbol.iterator]();
  }

  async answer(conversation: readonly Message[]): Promise<string> {
    const next = this.#turns.next();
    const last = conversation.at(-1)?.text ?? "";
    if (next.done === true || !next.value.after.test(last)) return "I do not understand.";
    return next.value.says;
  }
}
