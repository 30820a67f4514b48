import type { Express } from "express";
import { createServer, IncomingMessage, type Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How long a client may take, in milliseconds. */
export interface ClientTimeouts {
  readonly headersTimeout: number;
  /** For the whole request. */
  readonly requestTimeout: number;
  /** How often clients are looked at. */
  readonly connectionsCheckingInterval: number;
}

const TIMEOUTS: ClientTimeouts = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };

/** Listens nowhere yet. Its bounds are against clients that send or read too slowly, or too many of them. */
export function createHttpServer(app: Express, timeouts = TIMEOUTS): Server {
  const classes = {
    IncomingMessage: bornAs(IncomingMessage, app.request),
    ServerResponse: bornAs(ServerResponse, app.response),
  };
  const server = createServer({ ...timeouts, ...classes, keepAliveTimeout: 5_000, maxHeaderSize: 16_384 }, app);
  // No byte in either direction: a client that does not read its answer.
  server.setTimeout(60_000);
  server.maxConnections = 4_000;
  server.maxHeadersCount = 100;
  return server;
}

/** A class whose objects have a prototype from the start that Express would give them later, which costs each request more. */
function bornAs<Class extends abstract new (...args: never[]) => object>(base: Class, prototype: object): Class {
  function Born(...args: ConstructorParameters<Class>): object {
    return Reflect.construct(base, args, Born) as object;
  }
  Born.prototype = prototype;
  return Born as unknown as Class;
}

/** Where it listens. Rejects when the port is taken. */
export async function listen(server: Server, port: number, host: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(port, host, resolve);
  await promise;
  server.off("error", reject);
  const { address, family, port: taken } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${taken}`;
}

/** Takes no more connections, waits for what is running, and closes what is left after `grace` milliseconds. */
export async function drain(server: Server, grace: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(timer);
}
