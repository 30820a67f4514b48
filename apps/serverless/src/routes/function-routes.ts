import { jsonBody } from "@kobako/express";
import { RefusedRequestError } from "@kobako/host/http";
import { type Request, Router } from "express";
import { tenantOf } from "../access/authenticate.ts";
import type { AppParts } from "../app-parts.ts";
import { prepareFunction } from "../call/function-check.ts";
import type { Precondition } from "../store/function-store.ts";
import { refuseFault } from "./draft-answer.ts";
import { requireFunction, requireFunctionName } from "./function-name.ts";
import { requireSource, sourceBody } from "./source-body.ts";

/** Upload, list, read, roll back and delete. */
export function functionRoutes({ functions, log, callLimits, compiler }: AppParts): Router {
  const router = Router({ caseSensitive: true });

  router.get("/", (request, response) => {
    response.json({ functions: functions.list(tenantOf(request).id) });
  });

  router.get("/:name", (request, response) => {
    const found = requireFunction(functions.find(tenantOf(request).id, nameIn(request)));
    const { name, version, source, createdAt } = found;
    response.set("ETag", `"${version}"`).json({ name, version, source, createdAt });
  });

  router.put("/:name", sourceBody(), async (request, response) => {
    const name = nameIn(request);
    const source = requireSource(request);
    const expected = preconditionOf(request);
    const { id } = tenantOf(request);
    const prepared = await prepareFunction(compiler, id, source, callLimits);
    if ("fault" in prepared) return refuseFault(response, prepared.fault);
    const { stored, created } = functions.put(id, name, source, expected);
    const { version, createdAt } = stored;
    response.status(created ? 201 : 200).set({ ETag: `"${version}"`, Location: `/fn/${name}` });
    response.json({ name, version, createdAt, url: `/fn/${name}` });
  });

  router.delete("/:name", (request, response) => {
    requireFunction(functions.delete(tenantOf(request).id, nameIn(request)) || undefined);
    response.status(204).end();
  });

  router.get("/:name/versions", (request, response) => {
    const { id } = tenantOf(request);
    const name = nameIn(request);
    requireFunction(functions.find(id, name));
    response.json({ versions: functions.versions(id, name) });
  });

  router.post("/:name/rollback", jsonBody({ limit: 1_024 }), (request, response) => {
    const { version } = functions.rollback(tenantOf(request).id, nameIn(request), versionIn(request.body));
    response.json({ name: nameIn(request), version });
  });

  router.get("/:name/calls", (request, response) => {
    const { id } = tenantOf(request);
    const name = nameIn(request);
    requireFunction(functions.find(id, name));
    response.json({ calls: log.calls(id, name, limitIn(request)) });
  });

  return router;
}

function nameIn(request: Request): string {
  return requireFunctionName(request.params["name"]);
}

/** What a client wants to replace, or that it wants to replace nothing. @throws RefusedRequestError (400) */
function preconditionOf(request: Request): Precondition | undefined {
  const { "if-match": match, "if-none-match": noneMatch } = request.headers;
  if (noneMatch !== undefined && (noneMatch !== "*" || match !== undefined))
    throw new RefusedRequestError(400, { detail: "If-None-Match is *, without If-Match" });
  if (noneMatch !== undefined) return "none";
  if (match === undefined) return undefined;
  if (match === "*") return "any";
  const version = /^"([1-9]\d{0,9})"$/.exec(match)?.[1];
  if (version === undefined) throw new RefusedRequestError(400, { detail: "If-Match is a version in quotes, or *" });
  return Number(version);
}

function versionIn(body: unknown): number {
  const version: unknown =
    typeof body === "object" && body !== null && Object.hasOwn(body, "version") ? Reflect.get(body, "version") : null;
  if (typeof version === "number" && Number.isSafeInteger(version) && version > 0) return version;
  throw new RefusedRequestError(400, { detail: "version must be a positive whole number" });
}

function limitIn(request: Request): number {
  const { limit = "20" } = request.query;
  if (typeof limit === "string" && /^[1-9]\d{0,2}$/.test(limit)) return Number(limit);
  throw new RefusedRequestError(400, { detail: "limit is a whole number from 1 to 999" });
}
