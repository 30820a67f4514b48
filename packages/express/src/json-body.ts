import { RefusedRequestError } from "@kobako/host/http";
import { json, type Request, type RequestHandler } from "express";

/** What bodies are taken. */
export interface JsonBodyOptions {
  /** Bytes, after decompression. Default 100 KiB. */
  readonly limit?: number;
}

const JSON_TYPE = /^\s*application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * Parses JSON bodies into `req.body`, and refuses every other body: `express.json()` lets them pass unread. A request without a
 * body, or with one that is parsed already, goes on as it is.
 */
export function jsonBody({ limit = 100 * 1024 }: JsonBodyOptions = {}): RequestHandler {
  const parse = json({ limit, strict: false, type: () => true });
  return (request, response, next) => {
    if (request.body !== undefined || !hasBody(request)) return next();
    if (!JSON_TYPE.test(request.headers["content-type"] ?? "")) throw notJson();
    parse(request, response, next);
  };
}

function hasBody({ headers }: Request): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function notJson(): RefusedRequestError {
  return new RefusedRequestError(415, {
    detail: "the body must be application/json",
    headers: { Accept: "application/json" },
  });
}
