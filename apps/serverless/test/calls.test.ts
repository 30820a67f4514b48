import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, type RunningApp, startApp } from "./running-app.ts";

let app: RunningApp;
let client: Client;
beforeAll(async () => {
  app = await startApp();
  client = app.client("acme");
});
afterAll(() => app[Symbol.asyncDispose]());

let names = 0;

/** Stores a function and calls it once. */
async function call(source: string, path = "", init: RequestInit = {}): Promise<Response> {
  const name = `f${(names += 1)}`;
  expect((await client.put(name, source)).status).toBe(201);
  return client.fetch(`/fn/${name}${path}`, init);
}

const show = "App = ->(env) { [200, {}, JSON.generate(env)] }";

describe("a function is called with", () => {
  it("Rack's keys", async () => {
    const init = { method: "PATCH", body: "häh", headers: { "x-thing": "a, b", "content-type": "text/plain" } };
    const env = (await (await call(show, "/a%20b/c?d=%26&e", init)).json()) as Record<string, string>;
    expect(env).toMatchObject({
      REQUEST_METHOD: "PATCH",
      SCRIPT_NAME: `/fn/f${names}`,
      PATH_INFO: "/a%20b/c",
      QUERY_STRING: "d=%26&e",
      CONTENT_TYPE: "text/plain",
      CONTENT_LENGTH: "4",
      HTTP_X_THING: "a, b",
      "rack.input": "häh",
    });
  });

  it("no key, cookie or header of the connection, and none that reads like another", async () => {
    const headers = { cookie: "a=b", x_thing: "forged", "proxy-authorization": "Basic x", constructor: "c", te: "x" };
    const env = (await (await call(show, "", { headers })).json()) as Record<string, string>;
    expect(JSON.stringify(env)).not.toContain(client.key);
    const names = Object.keys(env).filter((name) => name.startsWith("HTTP_"));
    expect(names).toContain("HTTP_CONSTRUCTOR");
    for (const name of ["COOKIE", "X_THING", "PROXY_AUTHORIZATION", "AUTHORIZATION", "CONNECTION", "TE"])
      expect(names).not.toContain(`HTTP_${name}`);
  });

  it("a body that is no text as it came", async () => {
    const body = new Uint8Array([0, 255, 254, 10]);
    const source = `App = ->(env) { [200, { "content-type" => "application/octet-stream" }, env["rack.input"]] }`;
    const answered = await call(source, "", { method: "POST", body });
    expect(new Uint8Array(await answered.arrayBuffer())).toEqual(body);
  });

  it("a body that was compressed on its way as it is, and its length", async () => {
    const init = { method: "POST", body: gzipSync("hello ".repeat(9)), headers: { "content-encoding": "gzip" } };
    const env = (await (await call(show, "", init)).json()) as Record<string, string>;
    expect(env).toMatchObject({ CONTENT_LENGTH: "54", "rack.input": "hello ".repeat(9) });
    expect(env).not.toHaveProperty("HTTP_CONTENT_ENCODING");
  });

  it("the path of the same function however its name was written", async () => {
    await client.put("spelt", "App = ->(env) { [200, {}, env['PATH_INFO']] }");
    expect(await (await client.fetch("/fn/%73pelt/x")).text()).toBe("/x");
  });
});

describe("a function answers", () => {
  it("status, headers and body, the body also in parts", async () => {
    const source = `App = ->(env) { [418, { "X-Tea" => "green", "x-many" => ["a", "b"], "x-n" => 3 }, ["a", "b", "ä"]] }`;
    const answered = await call(source);
    expect(answered.status).toBe(418);
    expect(["x-tea", "x-many", "x-n"].map((name) => answered.headers.get(name))).toEqual(["green", "a, b", "3"]);
    expect(await answered.text()).toBe("abä");
  });

  it("a HEAD without its body", async () => {
    const answered = await call(`App = ->(env) { [200, {}, env["REQUEST_METHOD"]] }`, "", { method: "HEAD" });
    expect([answered.headers.get("content-length"), await answered.text()]).toEqual(["4", ""]);
  });

  it("nothing that could run as a page of this origin", async () => {
    const source = `App = ->(env) { [200, { "content-type" => "text/html" }, "<script>alert(1)</script>"] }`;
    const { headers } = await call(source);
    expect(headers.get("content-security-policy")).toMatch(/^sandbox;/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("with a policy that nothing in its headers takes away, and a referrer policy of its own", async () => {
    const source = `App = ->(env) { [200, { "x" => "content-security-policy", "referrer-policy" => "origin" }, ""] }`;
    const { headers } = await call(source);
    expect(headers.get("content-security-policy")).toMatch(/^sandbox;/);
    expect(headers.get("referrer-policy")).toBe("origin");
  });

  it("what no cache in front may give to another tenant, whatever the function says of caches", async () => {
    for (const given of ["", `, "Vary" => ["accept", "x-a"]`]) {
      const { headers } = await call(
        `App = ->(env) { [200, { "cache-control" => "public, max-age=60"${given} }, ""] }`,
      );
      expect(headers.get("vary")).toBe(given === "" ? "authorization" : "accept, x-a, authorization");
    }
  });

  it.each([204, 205, 304])("nothing with the status %d, and the connection goes on", async (status) => {
    const answered = await call(`App = ->(env) { [${status}, {}, "more"] }`);
    expect([answered.status, await answered.text()]).toEqual([status, ""]);
    expect(await (await call("App = ->(env) { [200, {}, 'next'] }")).text()).toBe("next");
  });

  it.each([
    ["no triple", "nil"],
    ["four elements", "[200, {}, '', 1]"],
    ["a status of text", "['200', {}, '']"],
    ["a status that is none", "[99, {}, '']"],
    ["an informational status", "[101, {}, '']"],
    ["a status out of range", "[600, {}, '']"],
    ["headers in an Array", "[200, [], '']"],
    ["a header split by CRLF", `[200, { "x" => "a\\r\\nset-cookie: b=c" }, ""]`],
    ["a header split by LF", `[200, { "x" => "a\\nb: c" }, ""]`],
    ["a header with NUL", `[200, { "x" => "a\\0" }, ""]`],
    ["a header beyond ASCII", `[200, { "x" => "ä" }, ""]`],
    ["a header of bytes", `[200, { "x" => "\\xff" }, ""]`],
    ["a name with CRLF", `[200, { "x\\r\\ny" => "z" }, ""]`],
    ["a name with a colon", `[200, { "x:y" => "z" }, ""]`],
    ["an empty name", `[200, { "" => "z" }, ""]`],
    ["a name that is a number", `[200, { 1 => "z", "a" => "b" }, ""]`],
    ["one name twice", `[200, { "A" => "1", "a" => "2" }, ""]`],
    ["a length of its own", `[200, { "Content-Length" => "5" }, ""]`],
    ["transfer-encoding", `[200, { "transfer-encoding" => "chunked" }, ""]`],
    ["connection", `[200, { "connection" => "close" }, ""]`],
    ["a cookie for everybody here", `[200, { "set-cookie" => "a=b" }, ""]`],
    ["a policy of its own", `[200, { "content-security-policy" => "" }, ""]`],
    ["a file of the proxy's", `[200, { "X-Accel-Redirect" => "/secret" }, ""]`],
    ["orders to a cache that serves all tenants", `[200, { "cloudflare-cdn-cache-control" => "max-age=60" }, ""]`],
    ["65 headers", `[200, 65.times.map { |i| ["x#{i}", "1"] }.to_h, ""]`],
    ["20 KB of headers", `[200, { "x" => "a" * 20_000 }, ""]`],
    ["a body of numbers", "[200, {}, [1]]"],
    ["a body of nested Arrays", "[200, {}, [['a']]]"],
    ["a Hash as body", "[200, {}, { 'a' => 'b' }]"],
    ["a body over the limit", "[200, {}, 'x' * 65_537]"],
    ["parts over the limit", "[200, {}, ['x' * 40_000] * 2]"],
    ["more parts than that", "[200, {}, [''] * 10_001]"],
    ["a Service", "[200, {}, KV]"],
  ])("but not %s", async (_what, value) => {
    const answered = await call(`App = ->(env) { ${value} }`);
    expect(answered.headers.get("content-type")).toBe("application/problem+json");
    expect([422, 502]).toContain(answered.status);
    expect(answered.headers.get("set-cookie")).toBeNull();
  });
});

describe("a call is refused", () => {
  it("with a body over the limit", async () => {
    expect((await call(show, "", { method: "POST", body: "x".repeat(65_537) })).status).toBe(413);
  });

  it("with a small body that inflates over the limit", async () => {
    const stream = new Blob(["x".repeat(10_000_000)]).stream().pipeThrough(new CompressionStream("gzip"));
    const body = await new Response(stream).arrayBuffer();
    expect(body.byteLength).toBeLessThan(65_536);
    const refused = await call(show, "", { method: "POST", body, headers: { "content-encoding": "gzip" } });
    expect(refused.status).toBe(413);
  });

  it("with the same policy", async () => {
    for (const path of ["/fn/none", "/fn/NONE", "/fn/%ff", "/fn"]) {
      const { status, headers } = await client.fetch(path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(headers.get("content-security-policy")).toMatch(/^sandbox;/);
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });

  it("without a key, with a wrong one, and with one that is no token", async () => {
    const statuses = ["", "Bearer x", `Bearer ${client.key}x`, "Basic YTpi", `Bearer ${client.key} x`].map(
      async (authorization) => (await fetch(`${app.address}/fn/f1`, { headers: { authorization } })).status,
    );
    expect(await Promise.all(statuses)).toEqual([401, 401, 401, 401, 401]);
  });

  it("to a path that does not decode, or tries to leave", async () => {
    const statuses = [
      "/fn/%E0%A4%A",
      "/fn/..%2f..%2fpackage.json",
      "/../package.json",
      "/%2e%2e/package.json",
      "/FN/f1",
    ].map((path) => rawStatus(path));
    expect(await Promise.all(statuses)).toEqual([400, 400, 404, 404, 404]);
  });
});

/** `fetch` would tidy the path up. */
function rawStatus(path: string): Promise<number | undefined> {
  const headers = { authorization: `Bearer ${client.key}` };
  return new Promise((resolve, reject) => {
    request(app.address, { path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}
