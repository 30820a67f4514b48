import { ask } from "./api.js";
import { byId, element } from "./element.js";

/** The log and the sums of a function; nothing for one that is not stored. */
export async function showCalls(name) {
  const [{ calls }, { functions }] =
    name === ""
      ? [{ calls: [] }, { functions: [] }]
      : await Promise.all([ask("GET", `functions/${name}/calls`), ask("GET", "usage")]);
  const used = functions.find((one) => one.function === name);
  byId("usage").textContent = used === undefined ? "No calls yet." : describe(used);
  byId("calls").replaceChildren(...calls.map(row));
  byId("calls-table").hidden = calls.length === 0;
}

function describe({ calls, failures, wallTime, fuel }) {
  const failed = failures === 0 ? "" : `, ${failures} failed`;
  return `${calls} ${calls === 1 ? "call" : "calls"}${failed} · ${wallTime.toFixed(3)} s · ${fuel.toLocaleString("en")} fuel in all`;
}

function row({ startedAt, method, path, status, error, wallTime, fuel, stdout, stderr }) {
  return element(
    "tr",
    {},
    element("td", {}, new Date(startedAt).toLocaleTimeString()),
    element("td", {}, `${method} ${path.slice(0, 60) || "/"}`),
    element("td", { className: error === null ? "good-text" : "error-text" }, String(status)),
    element("td", { className: "number" }, `${(wallTime * 1_000).toFixed(2)} ms`),
    element("td", { className: "number" }, fuel.toLocaleString("en")),
    element("td", { className: error === null ? "" : "error-text" }, (error ?? `${stdout}${stderr}`).slice(0, 400)),
  );
}
