import "reflect-metadata";
import type { Server } from "node:http";
import type { INestApplication } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter, type NestExpressApplication } from "@nestjs/platform-express";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from "@nestjs/swagger";
import { Database } from "./database/database.ts";
import { LIMITS } from "./limits.ts";
import { RulesModule } from "./rules.module.ts";
import { refuseStrangers } from "./tenants/refuse-strangers.ts";

/** How the service is set up. */
export interface ApplicationOptions {
  /** A file, or `:memory:`. */
  readonly database: string;
  readonly platform?: Platform;
  readonly quiet?: boolean;
}

export type Platform = "express" | "fastify";

/** The service, ready to `listen`. `/openapi.json` describes it. */
export async function createApplication({
  database,
  platform = "express",
  quiet = false,
}: ApplicationOptions): Promise<INestApplication> {
  // Before anything of Nest, which would report a database that cannot be opened in thirty lines of its own.
  const app = await create[platform](new Database(database));
  app.useLogger(quiet ? false : ["error", "warn"]);
  // Fastify has none of its own: a client could hold a connection by sending one byte a day.
  Object.assign(app.getHttpServer() as Server, LIMITS.client);
  app.enableShutdownHooks();
  SwaggerModule.setup("docs", app, () => describeApi(app), {
    ui: false,
    raw: ["json"],
    jsonDocumentUrl: "openapi.json",
  });
  return app;
}

/** The service's OpenAPI document. */
function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle("kobako rules")
    .setDescription("Formula fields and webhook filters for records, written in Ruby by tenants")
    .setVersion("1")
    .addBearerAuth()
    .build();
  return SwaggerModule.createDocument(app, config);
}

const create: Readonly<Record<Platform, (database: Database) => Promise<INestApplication>>> = {
  async express(database) {
    const options = { bodyParser: false, ...SILENT };
    const app = await NestFactory.create<NestExpressApplication>(
      RulesModule.over(database),
      new ExpressAdapter(),
      options,
    );
    refuseStrangers(app);
    // As Fastify does: a few bytes of gzip are megabytes of JSON.
    return app.useBodyParser("json", { limit: LIMITS.body, inflate: false });
  },
  async fastify(database) {
    const adapter = new FastifyAdapter({ bodyLimit: LIMITS.body });
    const app = await NestFactory.create<NestFastifyApplication>(RulesModule.over(database), adapter, SILENT);
    refuseStrangers(app);
    return app;
  },
};

/** While it starts, failures are thrown, and told once. */
const SILENT = { logger: false, abortOnError: false } as const;
