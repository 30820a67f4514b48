/** The part of Node's `http.ServerResponse` that tells when its client is gone. */
export interface ClosableResponse {
  /** Whether the answer was handed to the operating system. */
  readonly writableFinished: boolean;
  /** Whether the connection, or the answer's place in it, is closed. */
  readonly destroyed: boolean;
  /** Node's `EventEmitter.once`. */
  once(event: "close", listener: () => void): unknown;
}

const signals = new WeakMap<ClosableResponse, AbortSignal>();

/**
 * A signal that fires when the client leaves before it has its answer. The same one each time for the same response; pass it
 * to `eval` or `run`, and the script stops with its request.
 */
export function disconnectSignal(response: ClosableResponse): AbortSignal {
  const known = signals.get(response);
  if (known !== undefined) return known;
  const controller = new AbortController();
  const check = (): void => {
    if (!response.writableFinished) controller.abort(new Error("the client disconnected"));
  };
  if (response.destroyed) check();
  else response.once("close", check);
  signals.set(response, controller.signal);
  return controller.signal;
}
