import "reflect-metadata";
import type { DynamicModule, Provider, Type } from "@nestjs/common";
import { Module } from "@nestjs/common";
import { type AbstractHttpAdapter, NestFactory } from "@nestjs/core";
import type { INestApplication } from "@nestjs/common";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";

/** Both platforms: what holds on one has to hold on the other. */
export const PLATFORMS: readonly (readonly [name: string, make: () => AbstractHttpAdapter])[] = [
  ["Express", () => new ExpressAdapter()],
  ["Fastify", () => new FastifyAdapter()],
];

/** What an application under test is made of. */
export interface ServedParts {
  readonly imports: readonly (Type | DynamicModule)[];
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Provider[];
}

/** A server on a port of its own. */
export interface Served extends AsyncDisposable {
  readonly app: INestApplication;
  readonly address: string;
}

export async function serve(
  platform: AbstractHttpAdapter,
  { imports, controllers = [], providers = [] }: ServedParts,
): Promise<Served> {
  @Module({ imports: [...imports], controllers: [...controllers], providers: [...providers] })
  class AppModule {}
  const app = await NestFactory.create(AppModule, platform, { logger: false, abortOnError: false });
  await app.listen(0, "127.0.0.1");
  return { app, address: await app.getUrl(), [Symbol.asyncDispose]: () => app.close() };
}
