import "reflect-metadata";
import {
  describeAdapter,
  requireArgs,
  requireSource,
  type RunningAdapter,
  type ContractSetup,
} from "@kobako/adapter-contract";
import type { Sandbox } from "@kobako/host";
import { jsonValue, type RequestInvoker, TenantSandboxes } from "@kobako/host/http";
import { Body, Controller, Get, Headers, HttpCode, Inject, Module, Post, Req, type Type } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter, type NestExpressApplication } from "@nestjs/platform-express";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import { InjectSandbox, KobakoModule, RequestInvokers } from "../src/index.ts";

const LIMIT = 64 * 1024;

/** The contract's routes, the way an application would write them. */
function applicationFor({ options, prepare, configure, exposeGuestErrors }: ContractSetup): Type {
  @Controller()
  class ContractController {
    readonly #sandbox: Sandbox;
    readonly #invokers: RequestInvokers;
    readonly #tenants: TenantSandboxes;

    constructor(
      @InjectSandbox() sandbox: Sandbox,
      @Inject(RequestInvokers) invokers: RequestInvokers,
      @Inject(TenantSandboxes) tenants: TenantSandboxes,
    ) {
      this.#sandbox = sandbox;
      this.#invokers = invokers;
      this.#tenants = tenants;
    }

    @Post("eval")
    @HttpCode(200)
    eval(@Req() request: object, @Body() body: unknown, @Headers("x-user") user?: string): Promise<object> {
      return evaluate(this.#invokers.of(request, this.#sandbox), body, user);
    }

    @Post("run/adder")
    @HttpCode(200)
    async adder(@Req() request: object, @Body() body: unknown): Promise<unknown> {
      const { value } = await this.#invokers.of(request, this.#sandbox).run("Adder", [...requireArgs(body)]);
      return JSON.stringify(jsonValue(value));
    }

    @Post("tenant/eval")
    @HttpCode(200)
    async tenant(
      @Req() request: object,
      @Body() body: unknown,
      @Headers("x-user") user?: string,
      @Headers("x-tenant") tenant?: string,
    ): Promise<object> {
      return evaluate(this.#invokers.of(request, await this.#tenants.get(tenant)), body, user);
    }

    @Get("health")
    health(): object {
      return { status: "ok" };
    }
  }

  async function evaluate(invoker: RequestInvoker, body: unknown, user: string | undefined): Promise<object> {
    const bind = user === undefined ? {} : { bind: { "Req::User": { name: user } } };
    return (await invoker.eval(requireSource(body), bind)).toJSON();
  }

  @Module({
    imports: [
      KobakoModule.forRoot({ ...options, configure: prepare, problems: { exposeGuestErrors }, jsonOnly: true }),
    ],
    controllers: [ContractController],
    providers: [{ provide: TenantSandboxes, useFactory: () => new TenantSandboxes({ configure }) }],
  })
  class ContractModule {}

  return ContractModule;
}

describeAdapter("Nest on Express", async (setup): Promise<RunningAdapter> => {
  const app = await NestFactory.create<NestExpressApplication>(applicationFor(setup), new ExpressAdapter(), {
    logger: false,
    bodyParser: false,
  });
  app.useBodyParser("json", { limit: LIMIT });
  await app.listen(0, "127.0.0.1");
  return { address: await app.getUrl(), close: () => app.close() };
});

describeAdapter("Nest on Fastify", async (setup): Promise<RunningAdapter> => {
  // Fastify refuses a body with `__proto__` as a key unless it is told to leave it out.
  const platform = new FastifyAdapter({
    bodyLimit: LIMIT,
    onProtoPoisoning: "remove",
    onConstructorPoisoning: "remove",
  });
  const app = await NestFactory.create<NestFastifyApplication>(applicationFor(setup), platform, { logger: false });
  await app.listen(0, "127.0.0.1");
  return { address: await app.getUrl(), close: () => app.close() };
});
