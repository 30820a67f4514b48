import { jsonBody } from "@kobako/express";
import { disconnectSignal, RefusedRequestError } from "@kobako/host/http";
import { Router } from "express";
import { tenantOf } from "../access/authenticate.ts";
import type { AppParts } from "../app-parts.ts";
import { callFunction } from "../call/call-function.ts";
import { diagnose, prepareFunction } from "../call/function-check.ts";
import { functionSandbox, MAX_SOURCE } from "../call/function-sandbox.ts";
import type { FunctionRequest } from "../call/rack-env.ts";
import { MemoryPairs } from "../services/memory-pairs.ts";
import { describeTrial, refuseFault } from "./draft-answer.ts";

const METHOD = /^[A-Z]{1,20}$/;

/** Check and try a source that is not stored. What it sets in `KV` is gone with the trial. */
export function draftRoutes({ callLimits, compiler }: AppParts): Router {
  const router = Router({ caseSensitive: true });
  router.use(jsonBody({ limit: 2 * (MAX_SOURCE + callLimits.body) }));

  router.post("/check", async (request, response) => {
    const source = textIn(request.body, "source", MAX_SOURCE);
    response.json({ diagnostics: await diagnose(compiler, tenantOf(request).id, source) });
  });

  router.post("/try", async (request, response) => {
    const signal = disconnectSignal(response);
    const source = textIn(request.body, "source", MAX_SOURCE);
    const trial = trialIn(request.body, callLimits.body);
    const prepared = await prepareFunction(compiler, tenantOf(request).id, source, callLimits);
    if ("fault" in prepared) return refuseFault(response, prepared.fault);
    const sandbox = functionSandbox(prepared.bytecode, new MemoryPairs(), callLimits);
    const result = await callFunction(sandbox, trial, { signal, maxBody: callLimits.body });
    if (!response.destroyed) response.json(describeTrial(result));
  });

  return router;
}

function trialIn(body: unknown, maxBody: number): FunctionRequest {
  const method = textIn(body, "method", 20, "GET");
  if (!METHOD.test(method)) throw new RefusedRequestError(400, { detail: "method must be capital letters" });
  const target = textIn(body, "path", 2_000, "");
  if (!/^(?:[/?][\x21-\x7E]*)?$/.test(target))
    throw new RefusedRequestError(400, { detail: "path must start with a slash and be as in an address" });
  const [path = "", query = ""] = target.split(/\?(.*)/s);
  const text = Buffer.from(textIn(body, "body", maxBody, ""));
  const headers = { "content-type": "text/plain; charset=utf-8" };
  return { method, mount: "/fn/draft", path, query, headers, body: text };
}

/** @throws RefusedRequestError (400) */
function textIn(body: unknown, name: string, limit: number, fallback?: string): string {
  const own = typeof body === "object" && body !== null && Object.hasOwn(body, name);
  const value: unknown = own ? Reflect.get(body, name) : fallback;
  if (typeof value !== "string" || !value.isWellFormed())
    throw new RefusedRequestError(400, { detail: `${name} must be a string` });
  if (value.length > limit) throw new RefusedRequestError(413, { detail: `${name} is longer than ${limit}` });
  return value;
}
