import { KobakoError } from "@kobako/host";
import { problem, type ProblemOptions, RefusedRequestError } from "@kobako/host/http";
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Injectable, Logger } from "@nestjs/common";
import { HttpAdapterHost } from "@nestjs/core";
import { answerElsewhere } from "./answer-elsewhere.ts";
import { answerProblem } from "./answer-problem.ts";
import { type KobakoModuleOptions, MODULE_OPTIONS_TOKEN } from "./kobako.module-definition.ts";

/**
 * Answers what invocations end in with RFC 9457's `application/problem+json`, on any platform that Nest has, and where there
 * is no HTTP with an error of the same words. What a script or a Service wrote is part of it only with
 * `problems: { exposeGuestErrors: true }`. Failures of the Host App's side are logged; what scripts do to themselves is not,
 * lest they fill the log.
 */
export class KobakoExceptionFilter implements ExceptionFilter<KobakoError | RefusedRequestError> {
  static {
    Inject(HttpAdapterHost)(this, undefined, 0);
    Inject(MODULE_OPTIONS_TOKEN)(this, undefined, 1);
    Injectable()(this);
    Catch(KobakoError, RefusedRequestError)(this);
  }

  readonly #adapterHost: HttpAdapterHost;
  readonly #options: ProblemOptions;
  readonly #logger = new Logger("KobakoExceptionFilter");

  constructor(adapterHost: HttpAdapterHost, { problems = {} }: KobakoModuleOptions) {
    this.#adapterHost = adapterHost;
    this.#options = problems;
  }

  catch(error: KobakoError | RefusedRequestError, host: ArgumentsHost): unknown {
    const answer = problem(error, this.#options);
    if (answer === undefined) return answerElsewhere(error, host);
    if (isOfHost(error)) this.#logger.error(error.toString(), causeOf(error));
    if (host.getType() === "http") return answerProblem(this.#adapterHost, host, answer);
    const { title, detail } = answer.body;
    return answerElsewhere(new Error(detail ?? title), host);
  }
}

const OF_HOST: ReadonlySet<string> = new Set(["ServiceError", "SetupError", "TrapError"]);

/** A Service that failed, an engine that did: not a limit that a script met, or a name that it made up. */
function isOfHost(error: KobakoError | RefusedRequestError): error is KobakoError {
  return error instanceof KobakoError && OF_HOST.has(error._tag);
}

/** The stack of what a Service threw: the guest's own failure has none worth keeping. */
function causeOf({ cause }: Error): string | undefined {
  return cause instanceof Error ? cause.stack : undefined;
}
