import { ApiError, ask, hasKey, useKey } from "./api.js";
import { showCalls } from "./calls.js";
import { mark, setText, text } from "./editor.js";
import { byId, element } from "./element.js";
import { showNothing, showResult } from "./result.js";

const DRAFT = `App = ->(env) do
  puts env["REQUEST_METHOD"]
  [200, { "content-type" => "text/plain" }, "Hello from #{env["PATH_INFO"]}\\n"]
end
`;

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "short", timeStyle: "short" });

/** The function that is being edited: its stored name and version, or neither. */
let stored = { name: "", version: 0 };
/** What was loaded or saved last. */
let clean = "";
let trial;

byId("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  useKey(byId("key").value.trim());
  byId("key").value = "";
  void guarded(start);
});
onClick("new", () => mayLeave() && begin());
onClick("save", save);
onClick("rollback", rollback);
onClick("delete", remove);
onClick("refresh", () => showCalls(stored.name));
byId("stop").addEventListener("click", () => trial?.abort());
byId("try-form").addEventListener("submit", (event) => {
  event.preventDefault();
  void guarded(run);
});
addEventListener("beforeunload", (event) => {
  if (text() !== clean) event.preventDefault();
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    void guarded(save);
  }
});

begin();
if (hasKey()) void guarded(start);
else {
  byId("key-box").open = true;
  byId("key").focus();
  say("Give the API key that the server printed.", "");
}

function onClick(id, action) {
  byId(id).addEventListener("click", () => {
    void guarded(action);
  });
}

/** Runs an action; what is refused is said, and its lines are marked. */
async function guarded(action) {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    say(error.message, "error-text");
    const { diagnostics, line, detail, title } = error.problem;
    if (diagnostics !== undefined) mark(diagnostics);
    else if (line !== undefined) mark([{ line, message: detail ?? title, severity: "error" }]);
  }
}

async function start() {
  const { tenant } = await ask("GET", "usage");
  byId("tenant").textContent = `Tenant ${tenant}`;
  byId("key-box").open = false;
  const names = await list();
  if (names.length > 0) await load(names.includes("hello") ? "hello" : names[0]);
  say("", "");
}

async function list() {
  const { functions } = await ask("GET", "functions");
  byId("functions").replaceChildren(
    ...functions.map(({ name }) => {
      const open = element("button", { type: "button" }, name);
      open.setAttribute("aria-current", String(name === stored.name));
      open.addEventListener("click", () => {
        if (mayLeave()) void guarded(() => load(name));
      });
      return element("li", {}, open);
    }),
  );
  return functions.map(({ name }) => name);
}

async function load(name) {
  const { source, version } = await ask("GET", `functions/${name}`);
  stored = { name, version };
  byId("name").value = name;
  clean = source;
  setText(source);
  showNothing("Run tries what is in the editor, saved or not.");
  await refresh();
}

async function refresh() {
  await list();
  const { versions } = await ask("GET", `functions/${stored.name}/versions`);
  byId("versions").replaceChildren(
    ...versions.map(({ version, current, createdAt }) =>
      element("option", { value: String(version), selected: current }, `${version}, ${WHEN.format(createdAt)}`),
    ),
  );
  showStored();
  await showCalls(stored.name);
}

function showStored() {
  const isStored = stored.name !== "";
  byId("version").textContent = isStored ? `version ${stored.version} at /fn/${stored.name}` : "not stored";
  for (const id of ["rollback", "delete", "versions", "refresh"]) byId(id).disabled = !isStored;
}

function begin() {
  stored = { name: "", version: 0 };
  clean = DRAFT;
  byId("name").value = "";
  byId("versions").replaceChildren();
  for (const open of byId("functions").querySelectorAll("button")) open.setAttribute("aria-current", "false");
  setText(DRAFT);
  showStored();
  showNothing("Run tries what is in the editor, saved or not.");
  void showCalls("");
}

async function save() {
  const name = byId("name").value;
  if (!byId("name").checkValidity() || name === "") {
    byId("name").focus();
    say("A name is small letters, digits and dashes, and starts with a letter.", "error-text");
    return;
  }
  const source = text();
  const headers = await conditionOf(name);
  if (headers === undefined) return;
  const { version } = await ask("PUT", `functions/${name}`, { text: source, headers });
  stored = { name, version };
  clean = source;
  mark([]);
  await refresh();
  say(`Saved ${name}, version ${version}.`, "good-text");
}

/** What somebody else has saved meanwhile is not overwritten. Nothing when the user would rather not. */
async function conditionOf(name) {
  if (name === stored.name) return { "if-match": `"${stored.version}"` };
  if (!(await list()).includes(name)) return { "if-none-match": "*" };
  return confirm(`Replace the function ${name}?`) ? { "if-match": "*" } : undefined;
}

async function rollback() {
  const version = Number(byId("versions").value);
  if (!mayLeave()) return;
  await ask("POST", `functions/${stored.name}/rollback`, { json: { version } });
  await load(stored.name);
  say(`Version ${version} is current.`, "good-text");
}

async function remove() {
  if (!confirm(`Delete ${stored.name} and all its versions?`)) return;
  const { name } = stored;
  await ask("DELETE", `functions/${name}`);
  begin();
  await list();
  say(`Deleted ${name}.`, "good-text");
}

async function run() {
  trial = new AbortController();
  byId("run").disabled = true;
  byId("stop").disabled = false;
  showNothing("Running…");
  say("", "");
  try {
    const json = { source: text(), method: byId("method").value, path: byId("path").value, body: byId("body").value };
    const result = await ask("POST", "drafts/try", { json, signal: trial.signal });
    showResult(result);
    const { line, detail, title } = result.error ?? {};
    mark(line === undefined ? [] : [{ line, message: detail ?? title, severity: "error" }]);
  } catch (error) {
    showNothing(error.name === "AbortError" ? "Stopped." : "It was not run.");
    if (error.name !== "AbortError") throw error;
  } finally {
    byId("run").disabled = false;
    byId("stop").disabled = true;
  }
}

function mayLeave() {
  return text() === clean || confirm("Throw the changes away?");
}

function say(message, kind) {
  byId("status").textContent = message;
  byId("status").className = kind;
}
