import type { Problem } from "@kobako/host/http";
import type { ArgumentsHost } from "@nestjs/common";
import type { HttpAdapterHost } from "@nestjs/core";

/** Answers with a problem document, unless an answer is on its way already. */
export function answerProblem(
  { httpAdapter }: HttpAdapterHost,
  host: ArgumentsHost,
  { status, headers, body }: Problem,
): void {
  const response: unknown = host.switchToHttp().getResponse();
  if (httpAdapter.isHeadersSent(response)) {
    httpAdapter.end(response);
    return;
  }
  for (const [name, value] of Object.entries(headers)) httpAdapter.setHeader(response, name, value);
  httpAdapter.reply(response, body, status);
}
