import { ArgumentError, Sandbox } from "@kobako/host";
import { disconnectSignal, type RequestInvoker, requestInvoker } from "@kobako/host/http";
import type { Request, RequestHandler, Response } from "express";
import { type FindSandbox, findSandboxIn, type SandboxSource } from "./sandbox-source.ts";

declare global {
  namespace Express {
    interface Request {
      /** The Sandbox as this request uses it; there after the middleware `kobako`. */
      kobako: RequestInvoker;
    }
  }
}

/** Where requests' Sandboxes come from, and what each request binds. */
export type KobakoOptions = SandboxSource & {
  /** Per-invocation bindings of a request, such as the user: path → target. The Sandbox must have reserved the paths. */
  readonly bind?: (request: Request) => Readonly<Record<string, unknown>>;
};

const KNOWN = new Set(["sandbox", "tenant", "configure", "max", "bind"]);

/**
 * Attaches `req.kobako`, with `eval` and `run` that end when the client disconnects.
 *
 * @example
 * ```ts
 * app.use(kobako(new Sandbox({ timeout: "2 seconds" })));
 * app.post("/eval", jsonBody(), async (req, res) => res.json(await req.kobako.eval(req.body?.source)));
 * ```
 * @throws TypeError, ArgumentError
 */
export function kobako(options: KobakoOptions): RequestHandler;
/** The same with a Sandbox alone. A signature of its own: a Sandbox has a `bind`, too, and that of the options would have no type. */
export function kobako(sandbox: Sandbox): RequestHandler;
export function kobako(options: KobakoOptions | Sandbox): RequestHandler {
  const source = readSource(requireKnown(options instanceof Sandbox ? { sandbox: options } : options, KNOWN));
  return async (request, response, next) => {
    request.kobako = await invokerFor(request, response, source);
    next();
  };
}

/** @throws TypeError, ArgumentError for an option that nobody knows */
export function requireKnown<Options extends object>(options: Options, known: ReadonlySet<string>): Options {
  if (typeof options !== "object" || options === null) throw new TypeError("options must be an object");
  const unknown = Object.keys(options).find((name) => !known.has(name));
  if (unknown !== undefined) throw new ArgumentError(`${JSON.stringify(unknown)} is not an option`);
  return options;
}

/** A source as a route uses it. */
export interface RequestSource {
  readonly find: FindSandbox;
  readonly bind: KobakoOptions["bind"];
}

/** @throws TypeError, ArgumentError */
export function readSource(options: KobakoOptions): RequestSource {
  const { bind } = options;
  if (bind !== undefined && typeof bind !== "function") throw new TypeError("bind must be a function of the request");
  return { find: findSandboxIn(options), bind };
}

/** A request's Sandbox with its signal and bindings. */
export async function invokerFor(
  request: Request,
  response: Response,
  { find, bind }: RequestSource,
): Promise<RequestInvoker> {
  // First: the client may leave while the tenant's Sandbox is being made.
  const signal = disconnectSignal(response);
  const sandbox = await find(request);
  return requestInvoker(sandbox, bind === undefined ? { signal } : { signal, bind: bind(request) });
}
