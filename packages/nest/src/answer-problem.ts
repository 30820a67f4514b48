import type { Problem } from "@kobako/host/http";
import type { ArgumentsHost } from "@nestjs/common";
import type { HttpAdapterHost } from "@nestjs/core";

interface Destroyable {
  destroy(): unknown;
}

/** Express's response is Node's; Fastify's has Node's in it. */
type PlatformResponse = Destroyable & { readonly raw?: Destroyable };

/** Answers with a problem document; breaks an answer off that has begun, so that nobody takes what is there for the whole. */
export function answerProblem(
  { httpAdapter }: HttpAdapterHost,
  host: ArgumentsHost,
  { status, headers, body }: Problem,
): void {
  const response = host.switchToHttp().getResponse<PlatformResponse>();
  if (httpAdapter.isHeadersSent(response)) {
    (response.raw ?? response).destroy();
    return;
  }
  for (const [name, value] of Object.entries(headers)) httpAdapter.setHeader(response, name, value);
  httpAdapter.reply(response, body, status);
}
