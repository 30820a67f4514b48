import type { Sandbox } from "@kobako/host";
import { disconnectSignal, problem, TenantSandboxes } from "@kobako/host/http";
import { raw, type Request, type Response, Router } from "express";
import { tenantOf } from "../access/authenticate.ts";
import type { AppParts } from "../app-options.ts";
import { callFunction, type CallResult } from "../call/call-function.ts";
import { compileFunction } from "../call/function-check.ts";
import { functionSandbox } from "../call/function-sandbox.ts";
import type { FunctionRequest } from "../call/rack-env.ts";
import type { RackResponse } from "../call/rack-response.ts";
import { storedPairs } from "../services/key-values.ts";
import type { CallLog } from "../store/call-log.ts";
import type { CurrentVersion } from "../store/function-store.ts";
import { requireFunction, requireFunctionName } from "./function-name.ts";

/** The name, behind the host that a request to a proxy has. */
const FUNCTION_PART = /^(?:[a-z]+:\/\/[^/?]*)?\/[^/?]*/i;

const BODILESS = new Set([204, 205, 304]);

const NO_BYTES = new Uint8Array(0);

/** Calls of functions: every method, every path below `/fn/:name`. */
export function callRoutes({ database, functions, log, compiler, callLimits }: AppParts): Router {
  const sandboxes = new TenantSandboxes({ configure: (id) => sandboxOf(Number(id)) });

  async function sandboxOf(id: number): Promise<Sandbox | undefined> {
    const found = functions.findVersion(id);
    if (found === undefined) return undefined;
    const { tenant, source } = found;
    const compiled = await compileFunction(compiler, tenant, source);
    if ("fault" in compiled) throw new Error(`version ${id}, which did compile, does not`);
    return functionSandbox(compiled.bytecode, storedPairs(database.activity, tenant), callLimits);
  }

  async function call(request: Request, response: Response): Promise<void> {
    const signal = disconnectSignal(response);
    const { id: tenant } = tenantOf(request);
    const name = requireFunctionName(request.params["name"]);
    const found = requireFunction(functions.findCalled(tenant, name));
    const sandbox = await sandboxes.get(String(found.id));
    const startedAt = Date.now();
    const asked = requestOf(request, name);
    const result = await log.track(callFunction(sandbox, asked, { signal, maxBody: callLimits.body }));
    record(log, { tenant, found, startedAt, asked, result });
    if (result.response === undefined) throw result.error;
    if (!response.destroyed) send(response, result.response);
  }

  const router = Router({ caseSensitive: true });
  router.all("/:name{/*path}", raw({ limit: callLimits.body, type: () => true }), call);
  return router;
}

function requestOf(request: Request, name: string): FunctionRequest {
  const mount = `/fn/${name}`;
  // As it was sent: whoever decodes twice reads another path. The router has taken `/fn` off.
  const [path = "", query = ""] = request.url.replace(FUNCTION_PART, "").split(/\?(.*)/s);
  const body = Buffer.isBuffer(request.body) ? request.body : NO_BYTES;
  return { method: request.method, mount, path, query, headers: request.headers, body };
}

function send(response: Response, { status, headers, body }: RackResponse): void {
  response.status(status);
  for (const [name, value] of headers) response.setHeader(name, value);
  // Told to a HEAD too, which gets no body.
  if (!BODILESS.has(status)) response.setHeader("Content-Length", Buffer.byteLength(body));
  // Text goes out in one piece with the headers.
  response.end(body);
}

interface Done {
  readonly tenant: number;
  readonly found: CurrentVersion;
  readonly startedAt: number;
  readonly asked: FunctionRequest;
  readonly result: CallResult;
}

function record(log: CallLog, { tenant, found, startedAt, asked, result }: Done): void {
  const { response, error, execution } = result;
  const { stdout, stderr, usage } = execution;
  log.record({
    tenant,
    function: found.name,
    version: found.version,
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
