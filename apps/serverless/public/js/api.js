/** What the server refused, or a connection that failed. */
export class ApiError extends Error {
  /** The problem document, or what stands for it. */
  problem;

  constructor(problem) {
    super(problem.detail === undefined ? problem.title : `${problem.title}: ${problem.detail}`);
    this.problem = problem;
  }
}

let key = takeKey();

/** A key in the address's fragment goes into the tab's storage, and out of the address. */
function takeKey() {
  const given = new URLSearchParams(location.hash.slice(1)).get("key");
  if (given !== null) {
    sessionStorage.setItem("key", given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem("key");
}

export function hasKey() {
  return key !== null;
}

export function useKey(given) {
  key = given;
  sessionStorage.setItem("key", given);
}

/** The answer's JSON. @throws ApiError; what `signal` aborts with */
export async function ask(method, path, { json, text, headers = {}, signal } = {}) {
  const type = json === undefined ? "text/plain; charset=utf-8" : "application/json";
  const body = json === undefined ? text : JSON.stringify(json);
  const response = await fetch(path, {
    method,
    body,
    signal,
    credentials: "omit",
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": type }), ...headers },
  }).catch((error) => {
    if (error.name === "AbortError") throw error;
    throw new ApiError({ title: "The server cannot be reached", status: 0 });
  });
  const answered = response.status === 204 ? {} : await response.json().catch(() => ({ title: response.statusText }));
  if (!response.ok) throw new ApiError(answered);
  return answered;
}
