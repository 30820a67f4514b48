import type { ArgumentsHost } from "@nestjs/common";
import { throwError } from "rxjs";

/**
 * What a filter gives where there is no HTTP response: microservices send the error of an Observable, GraphQL reports an
 * error that is returned, a web socket's client is told nothing. Throwing would end in nobody's hands, and the process with it.
 */
export function answerElsewhere(error: unknown, host: ArgumentsHost): unknown {
  return host.getType() === "rpc" ? throwError(() => error) : error;
}
