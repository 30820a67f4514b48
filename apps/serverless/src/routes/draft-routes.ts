import { jsonBody } from "@kobako/express";
import { disconnectSignal, RefusedRequestError } from "@kobako/host/http";
import { Router } from "express";
import { tenantOf } from "../access/authenticate.ts";
import type { TenantLimits } from "../access/tenant-limits.ts";
import type { AppParts } from "../app-options.ts";
import { callFunction } from "../call/call-function.ts";
import { diagnose, findFault } from "../call/function-check.ts";
import { functionSandbox, MAX_SOURCE } from "../call/function-sandbox.ts";
import type { FunctionRequest } from "../call/rack-env.ts";
import { MemoryPairs } from "../services/memory-pairs.ts";
import { describeFault, describeTrial } from "./draft-answer.ts";

const METHOD = /^[A-Z]{1,20}$/;

/** Check and try a source that is not stored. What it sets in `KV` is gone with the trial. */
export function draftRoutes({ callLimits }: AppParts, limits: TenantLimits): Router {
  const router = Router({ caseSensitive: true });
  router.use(jsonBody({ limit: 2 * (MAX_SOURCE + callLimits.body) }));

  router.post("/check", (request, response) => {
    const leave = limits.enter(tenantOf(request).id);
    try {
      response.json({ diagnostics: diagnose(textIn(request.body, "source", MAX_SOURCE)) });
    } finally {
      leave();
    }
  });

  router.post("/try", async (request, response) => {
    const source = textIn(request.body, "source", MAX_SOURCE);
    const trial = trialIn(request.body, callLimits.body);
    const leave = limits.enter(tenantOf(request).id);
    try {
      const signal = disconnectSignal(response);
      const fault = await findFault(source, callLimits);
      if (fault !== undefined) {
        response.status(422).type("application/problem+json").json(describeFault(fault));
        return;
      }
      const sandbox = functionSandbox(source, new MemoryPairs(), callLimits);
      const result = await callFunction(sandbox, trial, { signal, maxBody: callLimits.body });
      if (!response.destroyed) response.json(describeTrial(result));
    } finally {
      leave();
    }
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
  const headers = { "content-type": "text/plain; charset=utf-8", "content-length": String(text.length) };
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
