import { fileURLToPath } from "node:url";
import { kobakoErrorHandler } from "@kobako/express";
import { RefusedRequestError } from "@kobako/host/http";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { admit } from "./access/admit.ts";
import { authenticate } from "./access/authenticate.ts";
import { secure, secureError } from "./access/secure-headers.ts";
import { TenantLimits } from "./access/tenant-limits.ts";
import type { AppParts } from "./app-parts.ts";
import { callHandlers, CALLS } from "./routes/call-routes.ts";
import { draftRoutes } from "./routes/draft-routes.ts";
import { functionRoutes } from "./routes/function-routes.ts";
import { usageRoutes } from "./routes/usage-routes.ts";

const PUBLIC = fileURLToPath(new URL("../public", import.meta.url));

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The application: functions' calls, their management, and the page. */
export function createApp(parts: AppParts): Express {
  const known = [authenticate(parts.tenants), admit(new TenantLimits(parts.tenantLimits))];
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.enable("case sensitive routing");
  // First, since most requests are calls; they answer with the headers of `secure` themselves.
  app.all(CALLS, known, callHandlers(parts));
  app.use(secure);
  app.get("/health", (_request, response) => void response.json({ status: "ok" }));
  app.use("/functions", known, functionRoutes(parts));
  app.use("/drafts", known, draftRoutes(parts));
  app.use("/usage", known, usageRoutes(parts));
  app.use(express.static(PUBLIC, { dotfiles: "deny", redirect: false, setHeaders: setPagePolicy }));
  app.use(nothingHere);
  app.use(secureError);
  // Whoever has a tenant's key wrote its functions.
  app.use(kobakoErrorHandler({ exposeGuestErrors: true }));
  app.use(unexpected);
  return app;
}

function setPagePolicy(response: { setHeader(name: string, value: string): void }): void {
  response.setHeader("Content-Security-Policy", PAGE_POLICY);
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cache-Control", "no-cache");
}

const nothingHere: RequestHandler = () => {
  throw new RefusedRequestError(404);
};

/** What is nobody's fault but ours: the operator reads about it, the client does not. */
const unexpected: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const status = statusOf(error);
  if (status >= 500) process.stderr.write(`${request.method} ${JSON.stringify(request.path)}: ${stackOf(error)}\n`);
  if (response.headersSent) return next(error);
  if (response.destroyed) return;
  const title = status >= 500 ? "Something is broken here" : "The request is refused";
  response.status(status).set("Content-Type", "application/problem+json");
  response.end(JSON.stringify({ type: "about:blank", title, status }));
};

/** Express's own refusals, such as of a path that does not decode, carry a status. */
function statusOf(error: unknown): number {
  const status: unknown = error instanceof Error ? Reflect.get(error, "status") : undefined;
  return typeof status === "number" && status >= 400 && status < 500 ? status : 500;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
