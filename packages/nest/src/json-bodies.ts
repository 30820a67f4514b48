import { hasJsonBody, problem, type ProblemOptions, RefusedRequestError, type RequestHeaders } from "@kobako/host/http";
import {
  type ArgumentsHost,
  type CanActivate,
  Catch,
  type ExecutionContext,
  HttpException,
  Inject,
  Injectable,
} from "@nestjs/common";
import { BaseExceptionFilter, HttpAdapterHost } from "@nestjs/core";
import { answerElsewhere } from "./answer-elsewhere.ts";
import { answerProblem } from "./answer-problem.ts";
import { type KobakoModuleOptions, MODULE_OPTIONS_TOKEN } from "./kobako.module-definition.ts";

/** Refuses bodies that are no JSON with 415: Nest on Express lets them pass unread. */
export class JsonBodyGuard implements CanActivate {
  static {
    Inject(HttpAdapterHost)(this, undefined, 0);
    Injectable()(this);
  }

  readonly #adapterHost: HttpAdapterHost;

  constructor(adapterHost: HttpAdapterHost) {
    this.#adapterHost = adapterHost;
  }

  /** @throws RefusedRequestError (415) */
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== "http") return true;
    const { headers } = context.switchToHttp().getRequest<{ readonly headers: RequestHeaders }>();
    if (!hasJsonBody(headers)) return true;
    // Express decodes the encodings that it knows and refuses others. Fastify takes every body as it comes.
    const encoding = headers["content-encoding"] ?? "identity";
    if (encoding !== "identity" && this.#adapterHost.httpAdapter.getType() === "fastify")
      throw new RefusedRequestError(415, { detail: "the body's encoding is not supported" });
    return true;
  }
}

/** Answers bodies that the platform refused (too large, malformed, of another type) with problem+json, and quotes none. */
export class BodyRefusalFilter extends BaseExceptionFilter<HttpException> {
  static {
    Inject(HttpAdapterHost)(this, undefined, 0);
    Inject(MODULE_OPTIONS_TOKEN)(this, undefined, 1);
    Injectable()(this);
    Catch(HttpException)(this);
  }

  readonly #adapterHost: HttpAdapterHost;
  readonly #options: ProblemOptions;

  constructor(adapterHost: HttpAdapterHost, { problems = {} }: KobakoModuleOptions) {
    super(adapterHost.httpAdapter);
    this.#adapterHost = adapterHost;
    this.#options = problems;
  }

  override catch(exception: HttpException, host: ArgumentsHost): unknown {
    if (host.getType() !== "http") return answerElsewhere(exception, host);
    const refusal = refusalOf(exception);
    const answer = refusal && problem(refusal, this.#options);
    if (answer === undefined) super.catch(exception, host);
    else answerProblem(this.#adapterHost, host, answer);
    return undefined;
  }
}

const DETAILS: Readonly<Record<number, string>> = {
  400: "the body is not well-formed",
  413: "the body is larger than this server takes",
  415: "the body is of a type or an encoding that is not supported",
};

/** What the platform's body parser refused, in our words: its own may quote the body. */
function refusalOf(exception: HttpException): RefusedRequestError | undefined {
  const { cause } = exception;
  if (!(cause instanceof Error) || !isOfBodyParser(cause)) return undefined;
  const status = exception.getStatus();
  const detail = DETAILS[status];
  return detail === undefined ? undefined : new RefusedRequestError(status, { detail, cause });
}

/** Express's parser names what happened in `type`, Fastify's in `code`. */
function isOfBodyParser(error: Error): boolean {
  const { type, code } = error as { readonly type?: unknown; readonly code?: unknown };
  return /^(?:entity|encoding|charset|request)\.|^FST_ERR_CTP_/.test(String(type ?? code));
}
