import { byId, element } from "./element.js";

const result = byId("result");

/** A trial's response or error, its output and what it used. All of it is text, whatever it looks like. */
export function showResult({ response, error, stdout, stderr, stdoutTruncated, stderrTruncated, usage }) {
  result.replaceChildren(
    ...(response === undefined ? [] : responseParts(response)),
    ...(error === undefined ? [] : errorParts(error)),
    ...block("Output", stdout, stdoutTruncated),
    ...block("Standard error", stderr, stderrTruncated),
    ...(usage === undefined ? [] : [element("p", { className: "quiet", id: "used" }, describeUsage(usage))]),
  );
}

export function showNothing(text) {
  result.replaceChildren(element("p", { className: "quiet" }, text));
}

export function describeUsage({ wallTime, fuel, memoryPeak, calls }) {
  const time = `${(wallTime * 1_000).toFixed(wallTime < 0.1 ? 2 : 0)} ms`;
  return `${time} · ${fuel.toLocaleString("en")} fuel · ${Math.round(memoryPeak / 1_024)} KiB · ${calls} Service calls`;
}

function responseParts({ status, headers, body, bytes }) {
  const lines = headers.map(([name, value]) => `${name}: ${value}`).join("\n");
  return [
    element(
      "p",
      { className: status < 400 ? "good-text" : "error-text", id: "answered" },
      `Status ${status}, ${bytes} bytes`,
    ),
    ...block("Headers", lines),
    ...block("Body", body),
  ];
}

function errorParts({ class: kind, detail, title, status, backtrace = [] }) {
  const message = kind === title ? title : `${title}: ${kind}`;
  return [
    element("p", { className: "error-text", id: "failed" }, `${message} (${status})`),
    ...block("Message", detail),
    ...block("Backtrace", backtrace.join("\n")),
  ];
}

function block(title, text, truncated = false) {
  if (text === undefined || text === "") return [];
  return [element("h3", {}, truncated ? `${title}, its beginning` : title), element("pre", { tabIndex: 0 }, text)];
}
