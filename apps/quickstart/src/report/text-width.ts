const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Characters that take two columns. */
const WIDE = /^(?:\p{Emoji_Presentation}|[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\uFF01-\uFF60])/u;

/** How many columns a terminal needs for a text without control characters. */
export function textWidth(text: string): number {
  return sum(Array.from(segmenter.segment(text), ({ segment }) => columns(segment)));
}

/** The text, if it fits; otherwise as much as fits before an ellipsis. */
export function clip(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = "";
  let room = width - 1;
  for (const { segment } of segmenter.segment(text)) {
    room -= columns(segment);
    if (room < 0) break;
    kept += segment;
  }
  return width < 1 ? "" : `${kept}…`;
}

/** Lines of at most `width` columns, broken at spaces. A longer word gets a line of its own, clipped. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last) + 1 + textWidth(word) <= width)
      lines.push(`${lines.pop() ?? ""} ${word}`);
    else lines.push(word);
  }
  return lines.map((line) => clip(line, width));
}

function columns(grapheme: string): number {
  return WIDE.test(grapheme) ? 2 : 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
