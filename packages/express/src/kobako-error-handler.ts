import { problem, type ProblemOptions, RefusedRequestError } from "@kobako/host/http";
import type { ErrorRequestHandler } from "express";

/**
 * Answers what invocations and refused bodies end in, as problem+json (RFC 9457); every other error goes on to the next error
 * handler. Comes after the routes.
 */
export function kobakoErrorHandler(options: ProblemOptions = {}): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const told = problem(refusalOf(error) ?? error, options);
    if (told === undefined || response.headersSent) return next(error);
    // The client is gone: there is nobody to tell.
    if (response.destroyed) return;
    response.status(told.status).set(told.headers);
    // `json` and `send` would add a charset, which the media type does not have.
    response.end(JSON.stringify(told.body));
  };
}

/** What Express itself refuses, in our words; its own may quote the body. */
function refusalOf(error: unknown): RefusedRequestError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { type, limit, status } = error as { readonly type?: unknown; readonly limit?: unknown; status?: unknown };
  switch (type) {
    case "entity.too.large":
      return new RefusedRequestError(413, { detail: `the limit is ${Number(limit)} bytes`, cause: error });
    case "encoding.unsupported":
      return new RefusedRequestError(415, { detail: "the body's encoding is not supported", cause: error });
    case "charset.unsupported":
      return new RefusedRequestError(415, { detail: "the body's charset is not supported", cause: error });
    case "entity.parse.failed":
      return new RefusedRequestError(400, { detail: "the body is not well-formed", cause: error });
    case "request.size.invalid":
      return new RefusedRequestError(400, { detail: "the body is not as long as it says", cause: error });
    case "request.aborted":
      return new RefusedRequestError(499, { cause: error });
    default:
      // An escape in the path that does not decode.
      return error instanceof URIError && status === 400 ? new RefusedRequestError(400, { cause: error }) : undefined;
  }
}
