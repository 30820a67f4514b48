import { get, type ServerResponse } from "node:http";
import type { Sandbox } from "@kobako/host";
import {
  BadRequestException,
  Controller,
  Get,
  Headers,
  Inject,
  Logger,
  NotFoundException,
  Param,
  Res,
  Scope,
} from "@nestjs/common";
import { REQUEST } from "@nestjs/core";
import { describe, expect, it, vi } from "vitest";
import {
  GuestMethod,
  GuestService,
  InjectInvoker,
  InjectSandbox,
  KobakoModule,
  type RequestInvoker,
  RequestInvokers,
} from "../src/index.ts";
import { PLATFORMS, serve } from "./serve.ts";

interface WithHeaders {
  readonly headers: Readonly<Record<string, string | undefined>>;
}

@GuestService("Req::Tenant", { scope: Scope.REQUEST })
class TenantService {
  static made = 0;
  readonly #request: WithHeaders;

  constructor(@Inject(REQUEST) request: WithHeaders) {
    this.#request = request;
    TenantService.made += 1;
  }

  @GuestMethod()
  async key(): Promise<string> {
    return this.#request.headers["x-tenant"] ?? "nobody";
  }
}

/** Request-scoped because of what it injects, and itself a user of the invoker: neither may wait for the other. */
@GuestService("Nested")
class NestedService {
  readonly #invoker: RequestInvoker;

  constructor(@InjectInvoker() invoker: RequestInvoker) {
    this.#invoker = invoker;
  }

  @GuestMethod()
  async twice(source: string): Promise<unknown> {
    return [(await this.#invoker.eval(source)).value, (await this.#invoker.eval(source)).value];
  }
}

@Controller("scoped")
class ScopedController {
  readonly #invoker: RequestInvoker;
  readonly #tenant: TenantService;

  constructor(@InjectInvoker() invoker: RequestInvoker, @Inject(TenantService) tenant: TenantService) {
    this.#invoker = invoker;
    this.#tenant = tenant;
  }

  @Get()
  async value(): Promise<unknown> {
    const { value } = await this.#invoker.eval(`[Req::Tenant.key, Nested.twice("Req::Tenant.key")]`);
    return { value, host: await this.#tenant.key() };
  }
}

@Controller()
class SingletonController {
  static made = 0;
  readonly #invokers: RequestInvokers;
  readonly #sandbox: Sandbox;

  constructor(@Inject(RequestInvokers) invokers: RequestInvokers, @InjectSandbox() sandbox: Sandbox) {
    this.#invokers = invokers;
    this.#sandbox = sandbox;
    SingletonController.made += 1;
  }

  @Get("singleton")
  async value(@Headers("x-tenant") tenant: string): Promise<unknown> {
    const invoker = this.#invokers.of({ headers: { "x-tenant": tenant } }, this.#sandbox);
    return { value: [(await invoker.eval("Req::Tenant.key")).value, (await invoker.eval("Req::Tenant.key")).value] };
  }

  @Get("plain")
  plain(): Promise<unknown> {
    return this.#sandbox.eval("Req::Tenant.key");
  }
}

const PARTS = {
  imports: [KobakoModule.forRoot({})],
  controllers: [ScopedController, SingletonController],
  providers: [TenantService, NestedService],
};

describe.each(PLATFORMS)("on %s", (_platform, make) => {
  it("a request-scoped guest service is its request's, in nested invocations too", async () => {
    await using served = await serve(make(), PARTS);
    const answers = ["acme", "globex"].map(async (tenant) =>
      (await fetch(`${served.address}/scoped`, { headers: { "x-tenant": tenant } })).json(),
    );
    expect(await Promise.all(answers)).toEqual(
      ["acme", "globex"].map((tenant) => ({ value: [tenant, [tenant, tenant]], host: tenant })),
    );
  });

  it("the instance is the one that Nest made for the request", async () => {
    await using served = await serve(make(), PARTS);
    const before = TenantService.made;
    await fetch(`${served.address}/scoped`);
    expect(TenantService.made - before).toBe(1);
  });

  it("controllers stay singletons with RequestInvokers", async () => {
    await using served = await serve(make(), PARTS);
    const made = SingletonController.made;
    for (const tenant of ["acme", "globex"]) {
      const answer = await fetch(`${served.address}/singleton`, { headers: { "x-tenant": tenant } });
      expect(await answer.json()).toEqual({ value: [tenant, tenant] });
    }
    expect(SingletonController.made).toBe(made);
  });

  it("without a request there is no request-scoped guest service: 502, as for any that is not there", async () => {
    await using served = await serve(make(), PARTS);
    const answer = await fetch(`${served.address}/plain`);
    expect(answer.status).toBe(502);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  });

  it("a client that leaves ends the invocation that the injected invoker runs", async () => {
    const ended: unknown[] = [];
    let started = 0;
    @Controller()
    class Endless {
      constructor(@InjectInvoker() readonly invoker: RequestInvoker) {}
      @Get() async loop(): Promise<void> {
        started += 1;
        await this.invoker.eval("loop {}").catch((error: unknown) => ended.push(error));
      }
    }
    await using served = await serve(make(), {
      imports: [KobakoModule.forRoot({ timeout: null })],
      controllers: [Endless],
    });
    const client = get(served.address);
    client.on("error", () => undefined); // its own end of the connection that it destroys
    await vi.waitUntil(() => started === 1, { timeout: 60_000, interval: 5 });
    client.destroy();
    await vi.waitUntil(() => ended.length === 1, { timeout: 60_000, interval: 5 });
    expect(ended[0]).toMatchObject({ _tag: "AbortedError", cause: { message: "the client disconnected" } });
  });

  it("exceptions that are not kobako's are Nest's own affair, also those that a guest method throws to nobody", async () => {
    @GuestService("Rows")
    class Rows {
      @GuestMethod() find(): never {
        throw new NotFoundException("no row in /srv/data/rows.db");
      }
    }
    @Controller()
    class Mixed {
      constructor(@InjectInvoker() readonly invoker: RequestInvoker) {}
      @Get("bad") bad(): void {
        throw new BadRequestException("said by the controller");
      }
      @Get("missing") missing(): Promise<unknown> {
        return this.invoker.eval("Rows.find");
      }
      @Get("rescued") rescued(): Promise<unknown> {
        return this.invoker.eval("begin; Rows.find; rescue Kobako::ServiceError => e; e.message; end");
      }
    }
    await using served = await serve(make(), {
      imports: [KobakoModule.forRoot({})],
      controllers: [Mixed],
      providers: [Rows],
    });
    const ask = async (path: string): Promise<unknown> => (await fetch(`${served.address}/${path}`)).json();
    expect(await ask("bad")).toMatchObject({ statusCode: 400, message: "said by the controller" });
    expect(await ask("missing")).toEqual({
      type: "urn:kobako:problem:service-failed",
      title: "A Service failed",
      status: 502,
    });
    expect(await ask("rescued")).toMatchObject({ value: "NotFoundException: no row in <path>" });
  });

  it("breaks an answer off that has begun", async () => {
    @Controller()
    class Streaming {
      constructor(@InjectSandbox() readonly sandbox: Sandbox) {}
      @Get() async stream(@Res() response: ServerResponse & { readonly raw?: ServerResponse }): Promise<void> {
        const raw = response.raw ?? response;
        raw.writeHead(200, { "content-type": "text/plain" });
        raw.write("begun");
        await this.sandbox.eval("raise 'x'");
      }
    }
    await using served = await serve(make(), { imports: [KobakoModule.forRoot()], controllers: [Streaming] });
    const answer = await fetch(served.address);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  it("without the filter, failures are Nest's 500", async () => {
    @Controller()
    class Failing {
      constructor(@InjectSandbox() readonly sandbox: Sandbox) {}
      @Get() fail(): Promise<unknown> {
        return this.sandbox.eval("raise 'told to nobody'");
      }
    }
    await using served = await serve(make(), {
      imports: [KobakoModule.forRoot({ exceptionFilter: false })],
      controllers: [Failing],
    });
    const answer = await fetch(served.address);
    expect([answer.status, await answer.text()]).toEqual([500, expect.not.stringContaining("told to nobody")]);
  });

  it("logs what the host failed in, and not what scripts do to themselves", async () => {
    const logged: unknown[] = [];
    const spy = vi.spyOn(Logger.prototype, "error").mockImplementation((...args: unknown[]) => void logged.push(args));
    try {
      @Controller()
      class Logging {
        constructor(@InjectSandbox() readonly sandbox: Sandbox) {}
        @Get(":script") run(@Param("script") script: string): Promise<unknown> {
          return this.sandbox.eval(script);
        }
      }
      const configure = (sandbox: Sandbox): void => {
        sandbox.bind("Broken", () => {
          throw new Error("the disk is full");
        });
      };
      const root = KobakoModule.forRoot({ fuel: 100_000, configure });
      await using served = await serve(make(), { imports: [root], controllers: [Logging] });
      for (const script of ["loop {}", "raise 'x'", "Broken.nothing", "1 +"])
        expect((await fetch(`${served.address}/${encodeURIComponent(script)}`)).ok).toBe(false);
      expect(logged).toEqual([]);
      expect((await fetch(`${served.address}/Broken.call`)).status).toBe(502);
      expect(logged).toEqual([["ServiceError: Error: the disk is full", expect.stringContaining("requests.test.ts")]]);
    } finally {
      spy.mockRestore();
    }
  });
});
