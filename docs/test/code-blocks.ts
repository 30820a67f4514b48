/** A fenced piece of code in a Markdown file. */
export interface CodeBlock {
  /** The word after the fence: `ts`, `ruby`, `sh`. */
  readonly language: string;
  /** What follows the language: `fragment` marks code that is not run, `separate` a program of its own. */
  readonly note: string;
  readonly text: string;
  /** Of the opening fence, from 1. */
  readonly line: number;
}

const FENCE = /^```(\w*) *(.*)\n([\s\S]*?)^```$/gm;

/** Every fenced block, in the order of the page. */
export function codeBlocks(markdown: string): readonly CodeBlock[] {
  return Array.from(markdown.matchAll(FENCE), ({ 1: language = "", 2: note = "", 3: text = "", index }) => ({
    language,
    note,
    text,
    line: markdown.slice(0, index).split("\n").length,
  }));
}

/** A TypeScript program that a page shows in one block or several. */
export interface Program {
  readonly text: string;
  readonly line: number;
}

/** All blocks of a page are one program; `separate` begins another. */
export function programs(blocks: readonly CodeBlock[]): readonly Program[] {
  const found: { text: string; line: number }[] = [];
  for (const { language, note, text, line } of blocks) {
    if (language !== "ts" || note === "fragment") continue;
    const last = found.at(-1);
    if (last === undefined || note === "separate") found.push({ text, line });
    else last.text += text;
  }
  return found;
}

/** What the comments behind `console.log(…);` say that it prints; the formatter may have put its end on a line of its own. */
export function promisedOutput(program: string): readonly string[] {
  return Array.from(program.matchAll(/^(?:.*\bconsole\.log\(.*)?\);? \/\/ (.*)$/gm), ({ 1: text = "" }) => text);
}
