import { RefusedRequestError } from "@kobako/host/http";
import type { INestApplication } from "@nestjs/common";
import { Tenants } from "./tenants.ts";

interface Asking {
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** The part of Fastify that is needed here. */
interface Fastify {
  addHook(name: "onRequest", hook: (request: Asking, reply: object, done: (error?: Error) => void) => void): unknown;
}

/** Refuses bodies of whoever has no key. Both platforms read a body before `TenantGuard` is asked: megabytes, for anybody. */
export function refuseStrangers(app: INestApplication): void {
  const tenants = app.get(Tenants);
  const refusalOf = ({ headers }: Asking): RefusedRequestError | undefined => {
    const hasBody = headers["transfer-encoding"] !== undefined || Number(headers["content-length"]) > 0;
    return hasBody && tenants.byAuthorization(headers["authorization"]) === undefined ? unknownTenant() : undefined;
  };
  const adapter = app.getHttpAdapter();
  if (adapter.getType() === "fastify")
    (adapter.getInstance() as Fastify).addHook("onRequest", (request, _reply, done) => done(refusalOf(request)));
  else app.use((request: Asking, _response: object, next: (error?: Error) => void) => next(refusalOf(request)));
}

export function unknownTenant(): RefusedRequestError {
  return new RefusedRequestError(401, { headers: { "WWW-Authenticate": "Bearer" } });
}
