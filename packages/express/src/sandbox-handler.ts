import type { Execution, RunOptions } from "@kobako/host";
import { jsonValue, type RequestInvoker } from "@kobako/host/http";
import type { Request, RequestHandler, Response } from "express";
import { jsonBody, type JsonBodyOptions } from "./json-body.ts";
import { invokerFor, type KobakoOptions, readSource, requireKnown } from "./kobako.ts";

/** What an entrypoint is called with. */
export type HandlerInput =
  | readonly unknown[]
  | { readonly args?: readonly unknown[]; readonly kwargs?: NonNullable<RunOptions["kwargs"]> };

/** How a route calls an entrypoint. */
export type SandboxHandlerOptions = (KobakoOptions | { readonly sandbox?: undefined }) &
  JsonBodyOptions & {
    /** The constant that is called. */
    readonly entrypoint: string;
    /** Arguments from the request. Default: the parsed body alone, or nothing when there is none. */
    readonly input?: (request: Request) => HandlerInput | Promise<HandlerInput>;
    /**
     * What is answered, as JSON; with `undefined` the function has answered itself. Default: the invocation's value, written as
     * `jsonValue` does.
     */
    readonly output?: (execution: Execution, request: Request, response: Response) => unknown;
  };

const SOURCE = new Set(["sandbox", "tenant", "configure", "max", "bind"]);
const KNOWN = new Set([...SOURCE, "entrypoint", "input", "output", "limit"]);

/**
 * Turns an entrypoint into a route: JSON in, JSON out. Without a Sandbox of its own it uses `req.kobako`.
 *
 * @example
 * ```ts
 * sandbox.preload({ name: "Adder", code: "Adder = ->(a, b) { a + b }" });
 * app.post("/add", sandboxHandler({ sandbox, entrypoint: "Adder", input: (req) => [req.body.a, req.body.b] }));
 * ```
 * @throws TypeError, ArgumentError
 */
export function sandboxHandler(options: SandboxHandlerOptions): RequestHandler {
  const { entrypoint, input = bodyAlone, output = valueAlone, limit } = requireKnown(options, KNOWN);
  if (typeof entrypoint !== "string") throw new TypeError("entrypoint must be a string");
  for (const [name, given] of Object.entries({ input, output }))
    if (typeof given !== "function") throw new TypeError(`${name} must be a function`);
  // Not by `sandbox` alone: a `bind` without one would bind nothing, and say nothing.
  const hasSource = Object.entries(options).some(([name, given]) => SOURCE.has(name) && given !== undefined);
  const source = hasSource ? readSource(options as KobakoOptions) : undefined;
  const parse = jsonBody(limit === undefined ? {} : { limit });

  async function handle(request: Request, response: Response): Promise<void> {
    const invoker: RequestInvoker | undefined =
      source === undefined ? request.kobako : await invokerFor(request, response, source);
    if (invoker === undefined) throw new TypeError("sandboxHandler has no sandbox, and kobako() is not in front of it");
    const { args, kwargs } = await readInput(input, request);
    const execution = await invoker.run(entrypoint, [...args], kwargs === undefined ? {} : { kwargs });
    const answer = await output(execution, request, response);
    if (answer !== undefined) response.json(answer);
  }

  return (request, response, next) => {
    parse(request, response, (error?: unknown) => {
      if (error !== undefined) next(error);
      else handle(request, response).catch(next);
    });
  };
}

function bodyAlone(request: Request): HandlerInput {
  return request.body === undefined ? [] : [request.body];
}

function valueAlone(execution: Execution): unknown {
  return jsonValue(execution.value) ?? null;
}

async function readInput(
  input: (request: Request) => HandlerInput | Promise<HandlerInput>,
  request: Request,
): Promise<{ args: readonly unknown[]; kwargs: NonNullable<RunOptions["kwargs"]> | undefined }> {
  const given = await input(request);
  if (isArguments(given)) return { args: given, kwargs: undefined };
  return { args: given.args ?? [], kwargs: given.kwargs };
}

function isArguments(input: HandlerInput): input is readonly unknown[] {
  return Array.isArray(input);
}
