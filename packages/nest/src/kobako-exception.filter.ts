import { KobakoError } from "@kobako/host";
import { problem, type ProblemOptions, RefusedRequestError } from "@kobako/host/http";
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Injectable, Logger } from "@nestjs/common";
import { HttpAdapterHost } from "@nestjs/core";
import { answerProblem } from "./answer-problem.ts";
import { type KobakoModuleOptions, MODULE_OPTIONS_TOKEN } from "./kobako.module-definition.ts";

/**
 * Answers what invocations end in with RFC 9457's `application/problem+json`, on any platform that Nest has. What a
 * script or a Service wrote is part of it only with `problems: { exposeGuestErrors: true }`. Failures of the Host App's
 * side (status 500 and above) are logged.
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

  catch(error: KobakoError | RefusedRequestError, host: ArgumentsHost): void {
    const answer = problem(error, this.#options);
    // Microservices, web sockets and GraphQL have error formats of their own.
    if (answer === undefined || host.getType() !== "http") throw error;
    if (answer.status >= 500) this.#logger.error(error.toString(), causeOf(error));
    answerProblem(this.#adapterHost, host, answer);
  }
}

/** The stack of what a Service threw: the guest's own failure has none worth keeping. */
function causeOf({ cause }: Error): string | undefined {
  return cause instanceof Error ? cause.stack : undefined;
}
