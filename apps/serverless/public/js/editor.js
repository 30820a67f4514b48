import { ask } from "./api.js";
import { byId, element } from "./element.js";
import { highlight, MAX_COLOURED } from "./highlight.js";

const source = byId("source");
const gutter = byId("gutter");
const marks = byId("marks");
const list = byId("diagnostics");

const PAUSE_MS = 400;
let timer;
let checking;
/** What the gutter shows. */
let numbered;

source.addEventListener("scroll", follow);
source.addEventListener("input", () => {
  show([]);
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE_MS);
});
// Tab indents, but Escape lets the next Tab leave, for those who use no mouse.
let leaving = false;
source.addEventListener("keydown", (event) => {
  const { key, shiftKey, isComposing } = event;
  if (key === "Tab" && !shiftKey && !leaving) insert(event, "  ");
  else if (key === "Enter" && !isComposing && !event.ctrlKey && !event.metaKey) insert(event, `\n${indentation()}`);
  leaving = key === "Escape";
});

/** As if it were typed, so that it can be undone like the rest: `setRangeText` forgets the history. */
function insert(event, typed) {
  event.preventDefault();
  document.execCommand("insertText", false, typed);
}

/** That of the line with the cursor. */
function indentation() {
  const before = source.value.slice(0, source.selectionStart);
  return /^[ \t]*/.exec(before.slice(before.lastIndexOf("\n") + 1))[0];
}

export function text() {
  return source.value;
}

export function setText(value) {
  source.value = value;
  source.scrollTop = 0;
  mark([]);
}

/** Marks lines, also against a check that is under way; a diagnostic has `line`, `message`, `severity`, perhaps `column`. */
export function mark(diagnostics) {
  clearTimeout(timer);
  checking?.abort();
  show(diagnostics);
}

function show(diagnostics) {
  const lines = Math.max(source.value.split("\n").length, ...diagnostics.map(({ line }) => line));
  const kinds = new Map();
  for (const { line, severity } of diagnostics) {
    if (kinds.get(line) !== "error") kinds.set(line, severity);
  }
  const rows = Array.from({ length: lines }, (_, index) => kinds.get(index + 1));
  showNumbers(rows);
  showMarks(rows);
  list.replaceChildren(
    ...diagnostics.map((diagnostic) => {
      const { line, message, severity } = diagnostic;
      const jump = element("button", { type: "button", className: severity }, `Line ${line}: ${message}`);
      jump.addEventListener("click", () => goTo(diagnostic));
      return element("li", {}, jump);
    }),
  );
  source.setAttribute("aria-invalid", String(diagnostics.some(({ severity }) => severity === "error")));
  follow();
}

/** Most keystrokes change none of them. */
function showNumbers(rows) {
  const numbers = rows.join();
  if (numbers === numbered) return;
  numbered = numbers;
  gutter.replaceChildren(
    ...rows.map((kind, index) =>
      element("div", { className: classOf(kind) }, `${kind === undefined ? "" : "▸ "}${index + 1}`),
    ),
  );
}

function showMarks(rows) {
  const isColoured = source.value.length <= MAX_COLOURED;
  source.classList.toggle("coloured", isColoured);
  const texts = isColoured ? highlight(source.value) : [];
  const marked = isColoured || rows.some((kind) => kind !== undefined) ? rows : [];
  marks.firstElementChild.replaceChildren(
    ...marked.map((kind, index) => element("div", { className: classOf(kind) }, ...(texts[index] ?? []))),
  );
}

function classOf(kind) {
  return kind === undefined ? "" : `${kind}-line`;
}

async function check() {
  checking?.abort();
  checking = new AbortController();
  const checked = source.value;
  try {
    const { diagnostics } = await ask("POST", "drafts/check", { json: { source: checked }, signal: checking.signal });
    if (source.value === checked) show(diagnostics);
  } catch {
    // The next pause, or Save, says it.
  }
}

function goTo({ line, column = 1 }) {
  const before = source.value.split("\n").slice(0, line - 1);
  const start = before.reduce((sum, one) => sum + one.length + 1, 0) + Math.max(column - 1, 0);
  source.focus();
  source.setSelectionRange(start, start);
  source.scrollTop = (line - 5) * parseFloat(getComputedStyle(source).lineHeight);
}

/** The numbers and the marks have no scroll bars of their own. */
function follow() {
  gutter.scrollTop = source.scrollTop;
  marks.scrollTop = source.scrollTop;
  marks.scrollLeft = source.scrollLeft;
}

new ResizeObserver(([entry]) => {
  gutter.style.height = `${entry.target.offsetHeight}px`;
  follow();
}).observe(source);
