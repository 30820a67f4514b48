import { ArgumentError, type Execution, type InvocationOptions, type RunOptions, type Sandbox } from "@kobako/host";
import {
  type ClosableResponse,
  disconnectSignal,
  type RequestInvoker,
  RefusedRequestError,
  requestInvoker,
} from "@kobako/host/http";
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from "@nestjs/common";
import { HttpAdapterHost } from "@nestjs/core";
import { GuestServices } from "./guest-services.ts";
import { type KobakoModuleOptions, MODULE_OPTIONS_TOKEN } from "./kobako.module-definition.ts";

const DEFAULT_GRACE = 5_000;

/**
 * Makes invokers for requests: what they run ends when the client goes away, reaches request-scoped guest services, and
 * is waited for, within bounds, when the application shuts down.
 */
export class RequestInvokers implements OnModuleInit, BeforeApplicationShutdown {
  static {
    Inject(GuestServices)(this, undefined, 0);
    Inject(HttpAdapterHost)(this, undefined, 1);
    Inject(MODULE_OPTIONS_TOKEN)(this, undefined, 2);
    Injectable()(this);
  }

  readonly #guestServices: GuestServices;
  readonly #adapterHost: HttpAdapterHost;
  readonly #grace: number;
  /** Fastify's requests do not know their response. */
  readonly #responses = new WeakMap<object, ClosableResponse>();
  readonly #running = new Map<Promise<unknown>, AbortController>();
  #closed = false;

  constructor(guestServices: GuestServices, adapterHost: HttpAdapterHost, options: KobakoModuleOptions) {
    const { shutdownGrace = DEFAULT_GRACE } = options;
    if (typeof shutdownGrace !== "number" || !(shutdownGrace >= 0))
      throw new ArgumentError(`shutdownGrace must be milliseconds, not ${String(shutdownGrace)}`);
    this.#guestServices = guestServices;
    this.#adapterHost = adapterHost;
    this.#grace = shutdownGrace;
  }

  /** Called by Nest. */
  onModuleInit(): void {
    // Without a server there is no adapter, or one that does nothing.
    const adapter: HttpAdapterHost["httpAdapter"] | undefined = this.#adapterHost.httpAdapter;
    if (adapter?.getType() !== "fastify") return;
    const fastify = adapter.getInstance<Fastify>();
    fastify.addHook("onRequest", (request, reply, done) => {
      this.#responses.set(request, reply.raw);
      done();
    });
  }

  /**
   * `sandbox` as one request uses it.
   *
   * @param request what the platform calls its request: Express's or Fastify's
   */
  of(request: object, sandbox: Sandbox): RequestInvoker {
    const controller = new AbortController();
    const signal = this.#disconnectSignalOf(request);
    if (signal !== undefined) forward(signal, controller);
    let bound: Promise<RequestInvoker> | undefined;
    const start = async (run: (invoker: RequestInvoker) => Promise<Execution>): Promise<Execution> => {
      if (this.#closed)
        throw new RefusedRequestError(503, { slug: "shutting-down", title: "The server is shutting down" });
      // Late: a request-scoped guest service may itself inject the invoker.
      bound ??= this.#guestServices
        .bindingsOf(sandbox, request)
        .then((bind) =>
          requestInvoker(sandbox, { signal: controller.signal, ...(bind === undefined ? {} : { bind }) }),
        );
      return this.#track(bound.then(run), controller);
    };
    const invoker = {
      sandbox,
      signal: controller.signal,
      eval: (source: string, options?: InvocationOptions) => start((one) => one.eval(source, options)),
      run: (target: string, args?: unknown[], options?: RunOptions) => start((one) => one.run(target, args, options)),
    };
    return invoker as RequestInvoker;
  }

  /** Lets running invocations finish within the grace, then ends them; later ones are refused. */
  async beforeApplicationShutdown(): Promise<void> {
    let expired = false;
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        expired = true;
        resolve();
      }, this.#grace);
    });
    while (this.#running.size > 0 && !expired) await Promise.race([grace, Promise.allSettled(this.#running.keys())]);
    clearTimeout(timer);
    this.#closed = true;
    for (const controller of this.#running.values()) controller.abort(new Error("the application is shutting down"));
    await Promise.allSettled(this.#running.keys());
  }

  async #track(invocation: Promise<Execution>, controller: AbortController): Promise<Execution> {
    this.#running.set(invocation, controller);
    try {
      return await invocation;
    } finally {
      this.#running.delete(invocation);
    }
  }

  #disconnectSignalOf(request: object): AbortSignal | undefined {
    const response = this.#responses.get(request) ?? (request as { readonly res?: ClosableResponse }).res;
    return response === undefined ? undefined : disconnectSignal(response);
  }
}

/** The part of Fastify that is needed here: no import, so that it is not needed on Express. */
interface Fastify {
  addHook(
    name: "onRequest",
    hook: (request: object, reply: { readonly raw: ClosableResponse }, done: () => void) => void,
  ): unknown;
}

function forward(signal: AbortSignal, controller: AbortController): void {
  if (signal.aborted) controller.abort(signal.reason);
  else signal.addEventListener("abort", () => controller.abort(signal.reason), { once: true });
}
