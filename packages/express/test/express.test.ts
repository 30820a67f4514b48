import { ArgumentError, Sandbox } from "@kobako/host";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { describe, expect, it } from "vitest";
import { jsonBody, kobako, kobakoErrorHandler, sandboxHandler } from "../src/index.ts";
import { serve } from "./serve.ts";

const others: ErrorRequestHandler = (error: Error, _request, response, next) => {
  if (response.headersSent) return next(error);
  response.status(500).json({ other: error.name, message: error.message });
};

/** Makes one request to an application of these handlers. */
async function ask(
  handlers: readonly RequestHandler[],
  { path = "/", json, headers = {} }: { path?: string; json?: unknown; headers?: Record<string, string> } = {},
): Promise<Response> {
  const app: Express = express();
  app.all("/{*rest}", ...handlers);
  app.use(kobakoErrorHandler(), others);
  const { address, close } = await serve(app);
  try {
    const type = json === undefined ? {} : { "content-type": "application/json" };
    const body = json === undefined ? {} : { body: JSON.stringify(json) };
    const response = await fetch(address + path, { method: "POST", headers: { ...type, ...headers }, ...body });
    // Read before the server goes.
    return new Response(await response.arrayBuffer(), response);
  } finally {
    await close();
  }
}

const entrypoints = (): Sandbox =>
  new Sandbox()
    .preload({ name: "Echo", code: "Echo = ->(*args) { args }" })
    .preload({ name: "Words", code: 'Words = ->(greeting, name: "nobody") { "#{greeting}, #{name}" }' })
    .preload({ name: "Nothing", code: "Nothing = -> { nil }" })
    .preload({ name: "Large", code: "Large = -> { 2 ** 62 }" });

describe("sandboxHandler", () => {
  it("gives the entrypoint the parsed body alone, or nothing when there is none", async () => {
    const handlers = [sandboxHandler({ sandbox: entrypoints(), entrypoint: "Echo" })];
    expect(await (await ask(handlers, { json: { a: [1] } })).json()).toEqual([{ a: [1] }]);
    expect(await (await ask(handlers, { json: 7 })).json()).toEqual([7]);
    expect(await (await ask(handlers)).json()).toEqual([]);
  });

  it("takes positional and keyword arguments from input, also later", async () => {
    const words = (input: () => object | Promise<object>): RequestHandler[] => [
      sandboxHandler({ sandbox: entrypoints(), entrypoint: "Words", input: input as never }),
    ];
    expect(await (await ask(words(() => ["Hello"]))).json()).toBe("Hello, nobody");
    const later = await ask(words(async () => ({ args: ["Hello"], kwargs: { name: "Ann" } })));
    expect(await later.json()).toBe("Hello, Ann");
  });

  it("answers what output gives, or lets it answer", async () => {
    const sandbox = entrypoints();
    const told = await ask([
      sandboxHandler({ sandbox, entrypoint: "Nothing", output: ({ usage }) => ({ fuel: usage.fuel > 0 }) }),
    ]);
    expect(await told.json()).toEqual({ fuel: true });
    const answered = await ask([
      sandboxHandler({
        sandbox,
        entrypoint: "Nothing",
        output: (_execution, _request, response) => void response.status(201).end("own"),
      }),
    ]);
    expect([answered.status, await answered.text()]).toEqual([201, "own"]);
  });

  it("answers nil and big integers as JSON can hold them", async () => {
    const sandbox = entrypoints();
    expect(await (await ask([sandboxHandler({ sandbox, entrypoint: "Nothing" })])).json()).toBeNull();
    expect(await (await ask([sandboxHandler({ sandbox, entrypoint: "Large" })])).json()).toBe("4611686018427387904");
  });

  it("uses req.kobako when it has no Sandbox of its own, and says so when there is none", async () => {
    const handler = sandboxHandler({ entrypoint: "Nothing" });
    expect(await (await ask([kobako(entrypoints()), handler])).json()).toBeNull();
    expect(await (await ask([handler])).json()).toMatchObject({ other: "TypeError" });
  });

  it("has a limit of its own for bodies, and takes those that were parsed before", async () => {
    const small = sandboxHandler({ sandbox: entrypoints(), entrypoint: "Echo", limit: 10 });
    expect((await ask([small], { json: "0123456789" })).status).toBe(413);
    expect(await (await ask([express.json({ strict: false }), small], { json: "0123456789" })).json()).toEqual([
      "0123456789",
    ]);
  });

  it.each([
    [{ entrypoint: "Echo", inptu: () => [] }, ArgumentError],
    [{ entrypoint: "Echo", bind: () => ({}) }, TypeError],
    [{ entrypoint: "Echo", configure: () => undefined }, TypeError],
    [{ entrypoint: "Echo", input: [1] }, TypeError],
    [{ entrypoint: "Echo", output: "value" }, TypeError],
    [{ sandbox: new Sandbox() }, TypeError],
    [undefined, TypeError],
  ])("refuses %o", (options, type) => {
    expect(() => sandboxHandler(options as never)).toThrow(type);
  });

  it("takes a sandbox that is undefined for none", () => {
    expect(() => sandboxHandler({ sandbox: undefined, entrypoint: "Echo" })).not.toThrow();
  });

  it("hands on what input and output throw", async () => {
    const fail = (): never => {
      throw new RangeError("mine");
    };
    const sandbox = entrypoints();
    for (const options of [{ input: fail }, { output: fail }]) {
      const failed = await ask([sandboxHandler({ sandbox, entrypoint: "Nothing", ...options })]);
      expect(await failed.json()).toEqual({ other: "RangeError", message: "mine" });
    }
  });
});

describe("kobako", () => {
  const name: RequestHandler = async (request, response) => {
    response.json((await request.kobako.eval("Tenant.call")).value);
  };

  it("keeps as many tenants' Sandboxes as it is told to", async () => {
    const made: string[] = [];
    const middleware = kobako({
      tenant: async (request) => request.get("x-tenant"),
      configure: (key) => {
        made.push(key);
        return new Sandbox().bind("Tenant", () => key);
      },
      max: 1,
    });
    for (const tenant of ["a", "a", "b", "a"])
      expect(await (await ask([middleware, name], { headers: { "x-tenant": tenant } })).json()).toBe(tenant);
    expect(made).toEqual(["a", "b", "a"]);
  });

  it("binds what its function of the request gives, which needs no types of its own", async () => {
    const sandbox = new Sandbox().bind("Req::Tenant");
    const middleware = kobako({ sandbox, bind: (request) => ({ "Req::Tenant": { name: request.get("x-tenant") } }) });
    const show: RequestHandler = async (request, response) =>
      void response.json((await request.kobako.eval("Req::Tenant.name")).value);
    expect(await (await ask([middleware, show], { headers: { "x-tenant": "a" } })).json()).toBe("a");
    expect((await ask([kobako(sandbox), show])).status, "what is reserved and not bound").toBe(502);
  });

  it("makes a Sandbox of its options", async () => {
    const options = { sandbox: { fuel: 1_000 } };
    const source: RequestHandler = async (request, response) =>
      void response.json(await request.kobako.eval("loop {}"));
    expect((await ask([kobako(options), source])).status).toBe(422);
  });

  it("lets what a tenant's configuration fails with through", async () => {
    const middleware = kobako({
      tenant: () => "a",
      configure: () => {
        throw new Error("the database is away");
      },
    });
    expect(await (await ask([middleware, name])).json()).toMatchObject({ message: "the database is away" });
  });

  const who = (): string => "a";
  const nobody = (): undefined => undefined;

  it.each([
    [{}, TypeError],
    [{ tenant: who }, TypeError],
    [{ sandbox: new Sandbox(), tenant: who, configure: nobody }, ArgumentError],
    [{ sandbox: new Sandbox(), tenat: who }, ArgumentError],
    [{ sandbox: new Sandbox(), max: 5 }, ArgumentError],
    [{ sandbox: { timout: 5 } }, ArgumentError],
    [{ sandbox: new Sandbox(), bind: { "Req::User": 1 } }, TypeError],
    [{ tenant: who, configure: nobody, max: 0 }, ArgumentError],
  ])("refuses %j", (options, kind) => {
    expect(() => kobako(options as never)).toThrow(kind);
  });
});

describe("jsonBody", () => {
  const echo: RequestHandler = (request, response) => void response.json({ body: request.body as unknown });

  it("takes JSON of any kind, and requests without a body", async () => {
    for (const type of ["application/json; charset=utf-8", "application/vnd.api+json", "APPLICATION/JSON"]) {
      const taken = await ask([jsonBody(), echo], { json: [1], headers: { "content-type": type } });
      expect(await taken.json()).toEqual({ body: [1] });
    }
    expect(await (await ask([jsonBody(), echo])).json()).toEqual({});
  });

  it("says what it takes", async () => {
    for (const type of [
      "text/plain",
      "application/jsonp",
      "text/json;application/json",
      "application/x-www-form-urlencoded",
    ]) {
      const refused = await ask([jsonBody(), echo], { json: 1, headers: { "content-type": type } });
      expect([refused.status, refused.headers.get("accept")]).toEqual([415, "application/json"]);
    }
  });
});

describe("kobakoErrorHandler", () => {
  it("leaves other errors to others", async () => {
    const failed = await ask([
      () => {
        throw new Error("theirs");
      },
    ]);
    expect(await failed.json()).toEqual({ other: "Error", message: "theirs" });
  });

  it("breaks an answer off that has begun", async () => {
    const begun: RequestHandler = async (_request, response) => {
      response.write("begun");
      await new Sandbox().eval("raise 'late'");
    };
    await expect(ask([begun])).rejects.toThrow();
  });

  it("tells a path that does not decode", async () => {
    const app = express();
    app.get("/:name", (_request, response) => void response.end());
    app.use(kobakoErrorHandler());
    const { address, close } = await serve(app);
    const refused = await fetch(`${address}/%E0%A4%A`);
    expect(await refused.json()).toMatchObject({ status: 400, type: "urn:kobako:problem:malformed-request" });
    await close();
  });
});
