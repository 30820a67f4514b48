import type { ErrorRequestHandler, RequestHandler, Response } from "express";

/** For every answer; names in lower case. */
export const SECURE_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "no-referrer"],
  ["cross-origin-resource-policy", "same-origin"],
  // Nothing that a function answers may run as a page of this origin.
  ["content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'"],
  ["cache-control", "no-store"],
  // One address answers each tenant differently: a cache in front must not give one's answer to another.
  ["vary", "authorization"],
];

/** Sets them ahead of the routes that come after it. */
export const secure: RequestHandler = (_request, response, next) => {
  setAll(response);
  next();
};

/** Sets them on the answer to an error. */
export const secureError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!response.headersSent) setAll(response);
  next(error);
};

function setAll(response: Response): void {
  for (const [name, value] of SECURE_HEADERS) response.setHeader(name, value);
}
