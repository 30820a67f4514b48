import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, type RunningApp, startApp } from "./running-app.ts";

let app: RunningApp;
let client: Client;
beforeAll(async () => {
  app = await startApp({}, { headersTimeout: 500, requestTimeout: 1_000, connectionsCheckingInterval: 50 });
  client = app.client("acme");
  await client.put("echo", "App = ->(env) { [200, {}, env['rack.input']] }");
});
afterAll(() => app[Symbol.asyncDispose]());

/** Sends bytes as they are, and gives all that comes back until the server closes. */
async function exchange(bytes: string): Promise<string> {
  const { hostname, port } = new URL(app.address);
  const socket = connect(Number(port), hostname);
  socket.setEncoding("latin1").write(bytes, "latin1");
  let answered = "";
  socket.on("data", (text: string) => (answered += text));
  socket.on("error", () => undefined);
  await once(socket, "close");
  return answered;
}

const request = (...lines: string[]): string =>
  [
    "POST /fn/echo HTTP/1.1",
    "host: x",
    `authorization: Bearer ${client.key}`,
    "connection: close",
    ...lines,
    "",
    "",
  ].join("\r\n");

describe("a client", () => {
  it("that never ends its headers is sent away", async () => {
    expect(await exchange("GET / HTTP/1.1\r\nhost: x\r\nx-slow: ")).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("that never ends its body is sent away, and its function is not called", async () => {
    expect(await exchange(`${request("content-length: 10")}half`)).toMatch(/^(HTTP\/1\.1 408 |$)/);
    const { calls } = (await (await client.fetch("/functions/echo/calls")).json()) as { calls: object[] };
    expect(calls.filter((call) => Reflect.get(call, "method") === "POST")).toEqual([]);
  });

  it.each([
    ["two lengths", ["content-length: 5", "content-length: 6"]],
    ["a length and chunks", ["content-length: 5", "transfer-encoding: chunked"]],
    ["an unknown encoding of the transfer", ["transfer-encoding: xchunked"]],
    ["a header without a name", [": x"]],
    ["a header with a space in its name", ["x y: z"]],
    ["a bare line end in a header", ["x: a\nb: c", "content-length: -1"]],
  ])("that sends %s is refused", async (_what, lines) => {
    expect(await exchange(`${request(...lines)}hello`)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it("that sends huge headers is refused", async () => {
    expect(await exchange(request(`x: ${"y".repeat(20_000)}`))).toMatch(/^HTTP\/1\.1 431 /);
  });

  it("that sends a whole request is served", async () => {
    const answered = await exchange(`${request("content-length: 5")}hello`);
    expect(answered).toMatch(/^HTTP\/1\.1 200 /);
    expect(answered.endsWith("\r\n\r\nhello")).toBe(true);
  });

  it("that names its target in full gets the same path", async () => {
    await client.put("path", "App = ->(env) { [200, {}, env['PATH_INFO'] + '?' + env['QUERY_STRING']] }");
    const bytes = request("content-length: 0").replace("/fn/echo", "http://other.test/fn/path/a?b");
    expect((await exchange(bytes)).endsWith("\r\n\r\n/a?b")).toBe(true);
  });
});

it("JSON that would pollute prototypes does not", async () => {
  const body = '{"__proto__":{"source":"App = 1","polluted":true},"constructor":{"prototype":{"polluted":true}}}';
  for (const path of ["/drafts/check", "/drafts/try", "/functions/echo/rollback"]) {
    const refused = await client.fetch(path, { method: "POST", body, headers: { "content-type": "application/json" } });
    expect(refused.status).toBe(400);
  }
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

it("no answer names a folder or a file of the server", async () => {
  await client.put("deep", "def f(x); KV.get(x) ; end\nApp = ->(env) { f(1) }");
  const texts = await Promise.all(
    [
      client.fetch("/fn/deep"),
      client.fetch("/%ff"),
      client.fetch("/functions/x/rollback", {
        method: "POST",
        body: "{",
        headers: { "content-type": "application/json" },
      }),
      client.post("/drafts/try", { source: "App = ->(env) { raise 'x' }", method: 1 }),
      client.put("x", "\u0000"),
      client.fetch("/js/../../src/main.ts"),
      client.fetch("/.env"),
    ].map(async (answer) => (await answer).text()),
  );
  for (const text of texts) expect(text).not.toMatch(/node_modules|\.ts\b|\/src\/|at \w+ \(/);
});
