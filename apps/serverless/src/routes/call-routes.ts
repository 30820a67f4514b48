import { disconnectSignal, problem } from "@kobako/host/http";
import { raw, type Request, type RequestHandler, type Response } from "express";
import { SECURE_HEADERS } from "../access/secure-headers.ts";
import { tenantOf } from "../access/authenticate.ts";
import type { AppParts } from "../app-parts.ts";
import type { RunResult } from "../call/function-runner.ts";
import type { FunctionRequest } from "../call/rack-env.ts";
import type { RackResponse } from "../call/rack-response.ts";
import type { CalledVersion } from "../store/called-versions.ts";
import type { CallLog } from "../store/call-log.ts";
import { requireFunction, requireFunctionName } from "./function-name.ts";

/** Calls of functions: every method, every path below `/fn/:name`. */
export const CALLS = "/fn/:name{/*path}";

/** The host that a request to a proxy has in front, and the name. */
const FUNCTION_PART = /^(?:[a-z]+:\/\/[^/?]*)?\/fn\/[^/?]*/i;

const BODILESS = new Set([204, 205, 304]);
const LENGTHLESS = new Set([204, 304]);

const NO_BYTES = new Uint8Array(0);

/** What serves `CALLS`, one after the other. */
export function callHandlers({ functions, log, runner, callLimits }: AppParts): RequestHandler[] {
  async function call(request: Request, response: Response): Promise<void> {
    const signal = disconnectSignal(response);
    const { id: tenant } = tenantOf(request);
    const name = requireFunctionName(request.params["name"]);
    const version = requireFunction(functions.findCalled(tenant, name));
    const startedAt = Date.now();
    const asked = requestOf(request, name);
    let result: RunResult;
    log.begin();
    try {
      result = await runner.run(version, asked, signal);
      record(log, { tenant, version, startedAt, asked, result });
    } finally {
      log.end();
    }
    if (result.response === undefined) throw result.error;
    if (!response.destroyed) send(response, result.response);
  }

  return [bytesBody(callLimits.body), call];
}

/** Most calls have no body: the parser would find that out, but later. */
function bytesBody(limit: number): RequestHandler {
  const parse = raw({ limit, type: () => true });
  return (request, response, next) => {
    const { "content-length": length, "transfer-encoding": coding } = request.headers;
    if (length === undefined && coding === undefined) next();
    else parse(request, response, next);
  };
}

function requestOf(request: Request, name: string): FunctionRequest {
  // As it was sent: whoever decodes twice reads another path.
  const target = request.url.replace(FUNCTION_PART, "");
  const mark = target.indexOf("?");
  return {
    method: request.method,
    mount: `/fn/${name}`,
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? "" : target.slice(mark + 1),
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : NO_BYTES,
  };
}

function send(response: Response, { status, headers, body }: RackResponse): void {
  // Names and values by turns, which Node writes as they are.
  const fields = headers.flat();
  for (const [name, value] of SECURE_HEADERS) {
    const given = headers.findIndex(([one]) => one === name);
    if (given === -1) fields.push(name, value);
    else if (name === "vary") fields[given * 2 + 1] += `, ${value}`;
  }
  const content = BODILESS.has(status) ? "" : body;
  // Told to a HEAD too, which gets no body.
  if (!LENGTHLESS.has(status)) fields.push("content-length", String(Buffer.byteLength(content)));
  response.writeHead(status, fields);
  // Text goes out in one piece with the headers.
  response.end(content);
}

interface Done {
  readonly tenant: number;
  readonly version: CalledVersion;
  readonly startedAt: number;
  readonly asked: FunctionRequest;
  readonly result: RunResult;
}

function record(log: CallLog, { tenant, version, startedAt, asked, result }: Done): void {
  const { response, error, execution } = result;
  const { stdout, stderr, usage } = execution;
  log.record({
    tenant,
    function: version.name,
    version: version.version,
    startedAt,
    method: asked.method,
    path: asked.path,
    status: response?.status ?? problem(error)?.status ?? 500,
    error: error === undefined ? null : describe(error),
    wallTime: usage.wallTime,
    fuel: usage.fuel,
    memory: usage.memoryPeak,
    stdout,
    stderr,
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.toString() : "an unknown error";
}
