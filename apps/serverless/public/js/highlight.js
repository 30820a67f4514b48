import { element } from "./element.js";

const TOKEN = new RegExp(
  [
    /(?<comment>#.*)/,
    /(?<string>"(?:\\[^]|#\{[^{}]*\}|[^"\\])*"?|'(?:\\[^]|[^'\\])*'?)/,
    /(?<symbol>(?<!:):[A-Za-z_]\w*[?!]?|\b[a-z_]\w*[?!]?:(?!:))/,
    /(?<number>\b\d[\w.]*)/,
    /(?<constant>\b[A-Z]\w*)/,
    /(?<variable>[@$]+\w+)/,
    /(?<word>\b[a-z_]\w*[?!]?)/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

const KEYWORDS = new Set(
  `alias and begin break case class def defined? do else elsif end ensure false for if in module next nil not or redo rescue retry
  return self super then true undef unless until when while yield`.split(/\s+/),
);

/** Longer sources stay plain: thousands of elements would make typing slow. */
export const MAX_COLOURED = 20_000;

/** The lines of a Ruby source, each as texts and coloured elements. An aid for the eye: here documents and `%w[]` stay plain. */
export function highlight(source) {
  const lines = [[]];
  let done = 0;
  for (const match of source.matchAll(TOKEN)) {
    append(lines, source.slice(done, match.index));
    append(lines, match[0], kindOf(match.groups));
    done = match.index + match[0].length;
  }
  append(lines, source.slice(done));
  return lines;
}

function kindOf(groups) {
  const [kind] = Object.entries(groups).find(([, text]) => text !== undefined);
  if (kind !== "word") return kind;
  return KEYWORDS.has(groups.word) ? "keyword" : undefined;
}

function append(lines, text, kind) {
  for (const [index, part] of text.split("\n").entries()) {
    if (index > 0) lines.push([]);
    if (part === "") continue;
    lines.at(-1).push(kind === undefined ? part : element("span", { className: kind }, part));
  }
}
