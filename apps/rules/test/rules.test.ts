import { once } from "node:events";
import { type IncomingMessage, request, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXAMPLE_KEY, PLATFORMS, Service } from "./service.ts";

describe.each(PLATFORMS)("on %s", (platform) => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start(platform);
  });
  afterAll(() => service[Symbol.asyncDispose]());

  it("a rule is kept as a new version, found, used at once, and forgotten", async () => {
    const put = (source: string) => service.ask("PUT", "/rules/formulas/vat", { source });
    const use = async () =>
      (await service.ask("POST", "/evaluate", { records: [{ price: 10 }], formulas: ["vat"] })).body;
    expect((await put("price * 0.2")).body).toEqual({
      kind: "formulas",
      name: "vat",
      source: "price * 0.2",
      version: 1,
    });
    expect(await use()).toMatchObject({ results: [{ values: { vat: 2 } }] });
    expect((await put("price * 0.1")).body).toMatchObject({ version: 2 });
    expect(await use()).toMatchObject({ results: [{ values: { vat: 1 } }] });
    expect((await service.ask("GET", "/rules/formulas/vat")).body).toMatchObject({ source: "price * 0.1" });
    expect((await service.ask("DELETE", "/rules/formulas/vat")).status).toBe(204);
    expect(await use()).toMatchObject({ status: 404, type: "urn:kobako:problem:unknown-rule" });
  });

  it("a rule that does not compile is refused with line, column and excerpt, and not kept", async () => {
    const { status, body } = await service.ask("PUT", "/rules/formulas/broken", {
      source: "subtotal = price\nsubtotal * (1 +",
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      type: "urn:kobako:problem:invalid-rule",
      diagnostics: [{ line: 2, severity: "error", message: expect.stringContaining("syntax error") as string }],
    });
    expect(JSON.stringify(body)).toContain("subtotal * (1 +\\n");
    expect((await service.ask("GET", "/rules/formulas/broken")).status).toBe(404);
    const checked = await service.ask("POST", "/rules/check", { source: "(price * 2" });
    expect(checked.body).toMatchObject({ diagnostics: [{ line: 1, severity: "error" }] });
    expect((await service.ask("POST", "/rules/check", { source: "price * 2" })).body).toEqual({ diagnostics: [] });
  });

  it.each([
    ["the end of its method", "1\nend\ndef initialize(*)\n@fields = {}"],
    ["the end of its class", "1\nend; end; class Object; def x; 2"],
    ["the end of the program", "1\n__END__\nend"],
    ["an open comment", "1\n=begin"],
    ["an open string", "<<TEXT\nabc"],
  ])("a rule cannot leave the method that it becomes: %s", async (_what, source) => {
    const { status, body } = await service.ask("PUT", "/rules/formulas/sly", { source });
    expect([status, body]).toMatchObject([422, { type: "urn:kobako:problem:invalid-rule" }]);
  });

  it("names that Ruby needs, other kinds and too much of anything are refused", async () => {
    const source = "1";
    for (const name of ["class", "initialize", "send"])
      expect((await service.ask("PUT", `/rules/formulas/${name}`, { source })).status, name).toBe(422);
    for (const path of ["/rules/formulas/Total", "/rules/formulas/__proto__", "/rules/hooks/total"])
      expect((await service.ask("PUT", path, { source })).status, path).toBe(400);
    expect((await service.ask("PUT", "/rules/formulas/long", { source: "1".repeat(20_000) })).status).toBe(400);
    expect((await service.ask("PUT", "/rules/formulas/none", {})).status).toBe(400);
    for (const [method, path] of [
      ["PUT", "/rules/formulas/torn"],
      ["POST", "/rules/check"],
    ] as const)
      expect((await service.ask(method, path, { source: "'\ud800'" })).status, path).toBe(400);
  });

  it("bodies that are no JSON are refused in words of our own", async () => {
    const broken = await service.ask("POST", "/evaluate", "{<script>");
    expect(broken).toMatchObject({ status: 400, type: expect.stringContaining("application/problem+json") as string });
    expect(broken.text).not.toContain("<script>");
    const large = await service.ask("POST", "/evaluate", { records: [{ text: "x".repeat(9_000_000) }] });
    expect(large).toMatchObject({ status: 413, body: { type: "urn:kobako:problem:content-too-large" } });
  });

  it("compressed bodies are refused, whoever sends them", async () => {
    const body = gzipSync(JSON.stringify({ records: Array(10_000).fill({ text: "x".repeat(500) }) }));
    for (const authorization of [`Bearer ${EXAMPLE_KEY}`, "Bearer wrong"]) {
      const headers = { authorization, "content-type": "application/json", "content-encoding": "gzip" };
      const answer = await fetch(`${service.address}/evaluate`, { method: "POST", headers, body });
      expect([400, 401, 415]).toContain(answer.status);
      expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    }
  });

  it("nobody's body is read before it is known whose it is", async () => {
    for (const [name, value] of [
      ["content-length", "8000000"],
      ["transfer-encoding", "chunked"],
    ] as const) {
      const headers = { authorization: "Bearer wrong", "content-type": "application/json", [name]: value };
      const asked = request(`${service.address}/evaluate`, { method: "POST", headers });
      // The headers alone: whoever waits for the body gets no answer.
      asked.flushHeaders();
      const [answer] = (await once(asked, "response", { signal: AbortSignal.timeout(10_000) })) as [IncomingMessage];
      expect(answer.statusCode).toBe(401);
      expect(answer.headers["www-authenticate"]).toBe("Bearer");
      asked.on("error", () => undefined).destroy();
    }
  });

  it("no client may take for ever to send its request", async () => {
    const { headersTimeout, requestTimeout } = service.app.getHttpServer() as Server;
    expect([headersTimeout, requestTimeout]).toEqual([10_000, 30_000]);
  });

  it("who is unknown gets nothing but health and the description", async () => {
    for (const key of ["", "wrong", "acme-example-key x", "' OR 1=1 --"]) {
      const { status, body } = await service.ask("GET", "/rules", undefined, key);
      expect([status, body], key).toMatchObject([401, { type: "urn:kobako:problem:unauthenticated" }]);
    }
    expect((await service.ask("GET", "/health", undefined, "")).body).toEqual({ kobako: { status: "up" } });
    expect((await service.ask("GET", "/openapi.json", undefined, "")).status).toBe(200);
  });
});
