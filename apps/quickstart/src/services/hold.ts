/** An order that waits for a person to look at it. A guest can add notes to one, and read them. */
export class Hold {
  readonly order: string;
  readonly #notes: string[] = [];

  constructor(order: string) {
    this.order = order;
  }

  get notes(): string[] {
    return [...this.#notes];
  }

  note(text: string): void {
    this.#notes.push(text);
  }
}
