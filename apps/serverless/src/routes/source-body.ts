import { RefusedRequestError } from "@kobako/host/http";
import { raw, type Request, type RequestHandler } from "express";
import { MAX_SOURCE } from "../call/function-sandbox.ts";

const SOURCE_TYPE = /^(?:text\/(?!html)|application\/(?:x-ruby|octet-stream)\b)/i;

/** Reads a source as it is, so that `curl --upload-file hello.rb` is all it takes. */
export function sourceBody(): RequestHandler {
  const read = raw({ limit: MAX_SOURCE, type: () => true });
  return (request, response, next) => {
    const type = request.headers["content-type"];
    if (type !== undefined && !SOURCE_TYPE.test(type)) {
      const detail = "the body is Ruby: application/x-ruby, text/plain, or no type at all";
      throw new RefusedRequestError(415, { detail, headers: { Accept: "application/x-ruby, text/plain" } });
    }
    read(request, response, next);
  };
}

/** @throws RefusedRequestError (400) */
export function requireSource(request: Request): string {
  if (!Buffer.isBuffer(request.body) || request.body.length === 0)
    throw new RefusedRequestError(400, { detail: "the body is empty" });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(request.body);
  } catch (cause) {
    throw new RefusedRequestError(400, { detail: "the body is not UTF-8", cause });
  }
}
