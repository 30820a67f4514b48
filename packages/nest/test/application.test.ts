import { ArgumentError, Sandbox, SandboxError } from "@kobako/host";
import { Runtime } from "@kobako/runtime";
import { Controller, Get, Injectable, Module } from "@nestjs/common";
import { HealthCheck, HealthCheckService, TerminusModule } from "@nestjs/terminus";
import { Test } from "@nestjs/testing";
import { describe, expect, it, vi } from "vitest";
import {
  getSandboxToken,
  GuestMethod,
  GuestService,
  InjectInvoker,
  InjectSandbox,
  KobakoHealthIndicator,
  KobakoModule,
  type RequestInvoker,
  RequestInvokers,
} from "../src/index.ts";
import { guestMethodNames, sandboxWith } from "../src/testing.ts";
import { PLATFORMS, serve } from "./serve.ts";
import { sandboxOf, start } from "./start.ts";

const ADDER = { name: "Adder", code: "Adder = ->(a, b) { a + b }" };

describe("KobakoModule", () => {
  it("forRoot makes the default Sandbox of options, Snippets and Extensions", async () => {
    const greeting = { name: "Greeting", source: 'module Greeting; def self.to(name) = "Hello, #{name}"; end' };
    await using app = await start({
      root: KobakoModule.forRoot({
        timeout: "2 seconds",
        snippets: [ADDER],
        extensions: [greeting],
        configure: (sandbox) => void sandbox.bind("Twice", (n: number) => n * 2),
      }),
    });
    const sandbox = sandboxOf(app);
    expect(sandbox.timeout).toBe(2_000);
    expect((await sandbox.run("Adder", [40, 2])).value).toBe(42);
    expect((await sandbox.eval(`[Greeting.to("Ann"), Twice.call(4)]`)).value).toEqual(["Hello, Ann", 8]);
  });

  it("forRoot needs no options", async () => {
    await using app = await start({ root: KobakoModule.forRoot() });
    expect((await sandboxOf(app).eval("1 + 1")).value).toBe(2);
  });

  it("forRootAsync takes the options from a provider", async () => {
    @Injectable()
    class Config {
      readonly seconds = 3;
    }
    @Module({ providers: [Config], exports: [Config] })
    class ConfigModule {}
    const root = KobakoModule.forRootAsync({
      imports: [ConfigModule],
      inject: [Config],
      useFactory: (config: Config) => ({ timeout: config.seconds * 1_000 }),
    });
    await using app = await start({ root });
    expect(sandboxOf(app).timeout).toBe(3_000);
  });

  it("forFeature makes Sandboxes by name, with the root's limits and nothing that is loaded into it", async () => {
    const root = KobakoModule.forRoot({ timeout: 700, fuel: 50_000, snippets: [ADDER] });
    @Injectable()
    class User {
      constructor(
        @InjectSandbox() readonly own: Sandbox,
        @InjectSandbox("batch") readonly batch: Sandbox,
      ) {}
    }
    await using app = await start({
      root,
      imports: [KobakoModule.forFeature({ name: "batch", timeout: 900 })],
      providers: [User],
    });
    const { own, batch } = app.get(User);
    expect([own.timeout, batch.timeout, batch.options.fuel]).toEqual([700, 900, 50_000]);
    await expect(batch.run("Adder", [1, 2])).rejects.toThrow("undefined entrypoint Adder");
  });

  it.each([
    [{ timeot: 5 }, '"timeot" is not an option of Sandbox'],
    [{ timeout: -1 }, "timeout"],
    [{ shutdownGrace: -1 }, "shutdownGrace must be milliseconds, not -1"],
  ])("refuses %j", async (options, message) => {
    await expect(start({ root: KobakoModule.forRoot(options as object) })).rejects.toThrow(message);
  });

  it("refuses two Sandboxes of one name, and the default's", async () => {
    const imports = [KobakoModule.forFeature({ name: "a" }), KobakoModule.forFeature({ name: "a" })];
    await expect(start({ imports })).rejects.toThrow('two Sandboxes are named "a"');
    expect(() => KobakoModule.forFeature({ name: "default" })).toThrow(ArgumentError);
  });

  it("does not start with a Snippet that fails, and says where it failed", async () => {
    const root = KobakoModule.forRoot({ snippets: [{ name: "Broken", code: "\nraise 'not today'" }] });
    const failure: unknown = await start({ root }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SandboxError);
    expect(failure).toMatchObject({ message: "not today", backtraceLines: ["(snippet:Broken):2"] });
  });

  it("has sealed its Sandboxes when the application is up", async () => {
    await using app = await start({});
    expect(() => sandboxOf(app).bind("Late", () => 1)).toThrow(ArgumentError);
  });
});

describe.each(PLATFORMS)("shutting down, on %s", (_platform, make) => {
  async function servingEndless(
    shutdownGrace: number,
  ): Promise<{ stop: () => Promise<void>; answer: Promise<Response>; open: () => void }> {
    let running = false;
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    @GuestService("Gate")
    class Gate {
      @GuestMethod() async wait(): Promise<string> {
        running = true;
        await gate;
        return "passed";
      }
    }
    @Controller()
    class Waiting {
      constructor(@InjectInvoker() readonly invoker: RequestInvoker) {}
      @Get() wait(): Promise<unknown> {
        return this.invoker.eval("Gate.wait");
      }
    }
    const root = KobakoModule.forRoot({ timeout: null, shutdownGrace });
    const { app, address } = await serve(make(), { imports: [root], controllers: [Waiting], providers: [Gate] });
    const answer = fetch(address, { headers: { connection: "close" } });
    await vi.waitUntil(() => running, { timeout: 60_000, interval: 5 });
    return { stop: () => app.close(), answer, open };
  }

  it("lets a running invocation finish within the grace", async () => {
    const { stop, answer, open } = await servingEndless(60_000);
    const stopped = stop();
    open();
    expect(await (await answer).json()).toMatchObject({ value: "passed" });
    await stopped;
  });

  it("ends it after the grace, and refuses later ones", async () => {
    const { stop, answer } = await servingEndless(1);
    const stopped = stop();
    expect((await answer).status).toBe(499);
    await stopped;
  });
});

it("after shut-down an invoker refuses, without the Sandbox", async () => {
  const app = await start({});
  const invoker = app.get(RequestInvokers).of({}, sandboxOf(app));
  expect((await invoker.eval("1")).value).toBe(1);
  await app.close();
  await expect(invoker.eval("1")).rejects.toMatchObject({ status: 503, slug: "shutting-down" });
});

describe("KobakoHealthIndicator", () => {
  it("is up with Terminus when scripts run, and down when they do not", async () => {
    @Controller("health")
    class HealthController {
      constructor(
        readonly health: HealthCheckService,
        readonly kobako: KobakoHealthIndicator,
      ) {}
      @Get() @HealthCheck() check(): Promise<unknown> {
        return this.health.check([
          () => this.kobako.check("kobako"),
          () => this.kobako.check("batch", { sandbox: "batch" }),
        ]);
      }
      @Get("down") @HealthCheck() down(): Promise<unknown> {
        return this.health.check([() => this.kobako.check("kobako", { sandbox: "crowded", timeout: 10 })]);
      }
    }
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const crowded = {
      name: "crowded",
      runtime: new Runtime({ maxConcurrency: 1 }),
      configure: (sandbox: Sandbox) => void sandbox.bind("Hold", () => held),
    };
    const feature = KobakoModule.forFeature({ name: "batch" }, crowded);
    const [first] = PLATFORMS;
    if (first === undefined) throw new Error("no platform");
    await using served = await serve(first[1](), {
      imports: [KobakoModule.forRoot({}), feature, TerminusModule],
      controllers: [HealthController],
    });
    const up = await fetch(`${served.address}/health`);
    expect([up.status, await up.json()]).toMatchObject([
      200,
      { status: "ok", info: { kobako: { status: "up" }, batch: { status: "up" } } },
    ]);
    const holding = sandboxOf(served.app, "crowded").eval("Hold.call");
    const down = await fetch(`${served.address}/health/down`);
    expect([down.status, await down.json()]).toMatchObject([
      503,
      { error: { kobako: { status: "down", reason: "AbortedError" } } },
    ]);
    release();
    await holding;
    const indicator = served.app.get(KobakoHealthIndicator);
    expect(await indicator.check("kobako", { sandbox: "crowded", timeout: 60_000 })).toEqual({
      kobako: { status: "up" },
    });
  });
});

describe("testing", () => {
  @GuestService("Clock")
  class Clock {
    @GuestMethod() now(): number {
      return 7;
    }
    @GuestMethod() async zone(): Promise<string> {
      return "UTC";
    }
    set(): void {}
  }

  it("guestMethodNames is the allow-list", () => {
    expect(guestMethodNames(Clock)).toEqual(["now", "zone"]);
  });

  it("sandboxWith binds guest services without an application", async () => {
    expect(
      (await sandboxWith([new Clock()], { snippets: [ADDER] }).eval("[Clock.now, Clock.zone, Adder.call(1, 2)]")).value,
    ).toEqual([7, "UTC", 3]);
    expect(() => sandboxWith([new Date()])).toThrow("Date has no @GuestService()");
  });

  it("a Sandbox can be replaced in a testing module", async () => {
    const replaced = new Sandbox().bind("Clock", () => "replaced");
    const module = await Test.createTestingModule({ imports: [KobakoModule.forRoot({})] })
      .overrideProvider(getSandboxToken())
      .useValue(replaced)
      .compile();
    await module.init();
    expect((await module.get<Sandbox>(getSandboxToken()).eval("Clock.call")).value).toBe("replaced");
    await module.close();
  });
});
