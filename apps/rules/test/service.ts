import { createApplication, type Platform } from "../src/create-application.ts";
import { seed } from "../src/seed.ts";
import { Tenants } from "../src/tenants/tenants.ts";
import type { INestApplication } from "@nestjs/common";

/** The key of `acme`. */
export const EXAMPLE_KEY = "acme-example-key";

export const PLATFORMS: readonly Platform[] = ["express", "fastify"];

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly body: unknown;
}

/** The service on a port of its own, with the example tenant `acme` and an empty one, `globex`. */
export class Service implements AsyncDisposable {
  readonly app: INestApplication;
  readonly address: string;

  constructor(app: INestApplication, address: string) {
    this.app = app;
    this.address = address;
  }

  static async start(platform: Platform = "express", database = ":memory:"): Promise<Service> {
    const app = await createApplication({ database, platform, quiet: true });
    await app.listen(0, "127.0.0.1");
    seed(app, EXAMPLE_KEY);
    app.get(Tenants).add({ id: "globex", name: "Globex" }, "globex-key");
    return new Service(app, await app.getUrl());
  }

  async ask(method: string, path: string, body?: unknown, key: string = EXAMPLE_KEY): Promise<Answer> {
    const content = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const headers = {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    };
    const response = await fetch(`${this.address}${path}`, { method, headers, ...content });
    const text = await response.text();
    const type = response.headers.get("content-type");
    return {
      status: response.status,
      type,
      text,
      body: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text,
    };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.app.close();
  }
}
