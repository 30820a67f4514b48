import { styleText } from "node:util";

const WIDTH_UNKNOWN = 80;
const NARROWEST = 40;
const WIDEST = 110;

/** The styles of this app's report, by what they mean. */
export type Style = Parameters<typeof styleText>[0];

/** Where the report goes: how wide it is, and whether it takes colour. */
export class Terminal {
  /** Columns to use. A pipe has no width: it gets 80. Long lines are hard to read: nothing is wider than 110. */
  readonly width: number;
  readonly #stream: NodeJS.WriteStream;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    this.width = Math.min(Math.max(stream.columns ?? WIDTH_UNKNOWN, NARROWEST), WIDEST);
  }

  /** Coloured if the stream is a terminal; `NO_COLOR` and `FORCE_COLOR` have the last word. */
  paint(style: Style, text: string): string {
    return styleText(style, text, { stream: this.#stream });
  }

  line(text = ""): void {
    this.#stream.write(`${text}\n`);
  }
}
