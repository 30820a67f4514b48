import { hasJsonBody } from "@kobako/host/http";
import { json, type RequestHandler } from "express";

/** What bodies are taken. */
export interface JsonBodyOptions {
  /** Bytes, after decompression. Default 100 KiB. */
  readonly limit?: number;
}

/**
 * Parses JSON bodies into `req.body`, and refuses every other body: `express.json()` lets them pass unread. A request without a
 * body, or with one that is parsed already, goes on as it is.
 */
export function jsonBody({ limit = 100 * 1024 }: JsonBodyOptions = {}): RequestHandler {
  const parse = json({ limit, strict: false, type: () => true });
  return (request, response, next) => {
    if (request.body !== undefined || !hasJsonBody(request.headers)) next();
    else parse(request, response, next);
  };
}
