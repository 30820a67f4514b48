import { ask } from "./api.js";
import { byId, element } from "./element.js";

const source = byId("source");
const gutter = byId("gutter");
const marks = byId("marks");
const list = byId("diagnostics");

const PAUSE_MS = 400;
let timer;
let checking;

source.addEventListener("scroll", follow);
source.addEventListener("input", () => {
  show([]);
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE_MS);
});
// Tab indents, but Escape lets the next Tab leave, for those who use no mouse.
let leaving = false;
source.addEventListener("keydown", (event) => {
  if (event.key === "Escape") leaving = true;
  else if (event.key === "Tab" && !event.shiftKey && !leaving) {
    event.preventDefault();
    source.setRangeText("  ", source.selectionStart, source.selectionEnd, "end");
    source.dispatchEvent(new Event("input"));
  } else leaving = false;
});

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
  const classOf = (kind) => (kind === undefined ? "" : `${kind}-line`);
  gutter.replaceChildren(
    ...rows.map((kind, index) => element("div", { className: classOf(kind) }, `${kind ? "▸ " : ""}${index + 1}`)),
  );
  marks.replaceChildren(...rows.map((kind) => element("div", { className: classOf(kind) })));
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
}

new ResizeObserver(([entry]) => {
  gutter.style.height = `${entry.target.offsetHeight}px`;
  follow();
}).observe(source);
