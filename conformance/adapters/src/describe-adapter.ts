import { type ClientRequest, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ask, CASES } from "./contract-case.ts";
import { contractSetup, type RunningAdapter, type StartAdapter } from "./contract-setup.ts";
import { Probe } from "./probe.ts";

/** Runs the contract against servers that `start` makes with one adapter. */
export function describeAdapter(name: string, start: StartAdapter): void {
  describe(`${name}, as an adapter`, () => {
    const probe = new Probe();
    let plain: RunningAdapter;
    let exposing: RunningAdapter;

    beforeAll(async () => {
      plain = await start(contractSetup(probe, false));
      exposing = await start(contractSetup(probe, true));
    });

    afterAll(async () => {
      probe[Symbol.dispose]();
      await Promise.all([plain.close(), exposing.close()]);
    });

    it.each(CASES.map((one) => [one.name, one] as const))("%s", async (_name, one) => {
      const { exposed, repeat = 1, status, headers = {}, body, contains, text, omits = [] } = one;
      for (let round = 0; round < repeat; round += 1) {
        const response = await ask((exposed === true ? exposing : plain).address, one.request);
        const answered = await response.text();
        expect(response.status, answered).toBe(status);
        for (const [header, value] of Object.entries(headers)) expect(valueOf(response, header)).toBe(value);
        if (body !== undefined) expect(JSON.parse(answered)).toEqual(body);
        if (contains !== undefined) expect(JSON.parse(answered)).toMatchObject(contains);
        if (text !== undefined) expect(answered).toContain(text);
        for (const secret of omits) expect(answered).not.toContain(secret);
        expect(Object.keys(Object.prototype), "the prototype of all objects is as it was").toEqual([]);
      }
    });

    it("answers with usage", async () => {
      const response = await ask(plain.address, { path: "/eval", json: { source: "10.times { |i| i }" } });
      const { usage } = (await response.json()) as { usage: { fuel: number } };
      expect(usage.fuel).toBeGreaterThan(10);
    });

    it("requests of one Sandbox overlap, and each has its own binding", async () => {
      const source = "name = Req::User.name; Probe::Hold.call; [name, Req::User.name]";
      const names = ["Ann", "Bob", "Cid"];
      const answers = names.map((user) =>
        ask(plain.address, { path: "/eval", headers: { "x-user": user }, json: { source } }),
      );
      await vi.waitUntil(() => probe.held === names.length, PATIENCE);
      probe.release();
      const values = await Promise.all(answers.map(async (answer) => (await answer).json() as Promise<unknown>));
      expect(values).toMatchObject(names.map((user) => ({ value: [user, user] })));
    });

    it("a full pool is 503 with Retry-After, and serves again when there is room", async () => {
      const crowded = { path: "/tenant/eval", headers: { "x-tenant": "crowded" } };
      const first = ask(plain.address, { ...crowded, json: { source: "Probe::Hold.call" } });
      await vi.waitUntil(() => probe.held === 1, PATIENCE);
      const second = await ask(plain.address, { ...crowded, json: { source: "1" } });
      expect(second.status).toBe(503);
      expect(second.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
      expect(await second.json()).toMatchObject({ type: "urn:kobako:problem:busy", status: 503 });
      probe.release();
      expect(await (await first).json()).toMatchObject({ value: "released" });
      expect(await (await ask(plain.address, { ...crowded, json: { source: "2" } })).json()).toMatchObject({
        value: 2,
      });
    });

    it("a client that disconnects stops its script: the fuel of the endless loop is final", async () => {
      const seen = probe.ends.length;
      const before = probe.ticks;
      const client = post(`${plain.address}/eval`, { source: "loop { Probe::Tick.call }" });
      await vi.waitUntil(() => probe.ticks > before, PATIENCE);
      client.destroy();
      await vi.waitUntil(() => probe.ends.length > seen, PATIENCE);
      const end = probe.ends[seen];
      expect(end?.error).toMatchObject({ _tag: "AbortedError" });
      expect(end?.usage?.fuel).toBeGreaterThan(0);
      const ticks = probe.ticks;
      await ask(plain.address, { path: "/eval", json: { source: "1000.times { |i| i }" } });
      expect(probe.ticks).toBe(ticks);
    });

    it("a client that disconnects while a Service is pending aborts it", async () => {
      const seen = probe.ends.length;
      const client = post(`${plain.address}/eval`, { source: "Probe::Hold.call" });
      await vi.waitUntil(() => probe.held === 1, PATIENCE);
      client.destroy();
      await vi.waitUntil(() => probe.held === 0 && probe.ends.length > seen, PATIENCE);
      expect(probe.ends[seen]?.error).toMatchObject({ _tag: "AbortedError" });
    });

    it("the server outlives all of it", async () => {
      expect((await fetch(`${plain.address}/health`)).status).toBe(200);
      expect((await fetch(`${exposing.address}/health`)).status).toBe(200);
    });
  });
}

/** Ends a wait that will never be over; what is waited for takes milliseconds. */
const PATIENCE = { timeout: 60_000, interval: 5 };

/** A media type may come with a charset. */
function valueOf(response: Response, header: string): string | undefined {
  return response.headers.get(header)?.split(";")[0];
}

function post(address: string, body: object): ClientRequest {
  const client = request(address, { method: "POST", headers: { "content-type": "application/json" } });
  client.on("error", () => undefined); // its own end of the connection that it destroys
  client.end(JSON.stringify(body));
  return client;
}
