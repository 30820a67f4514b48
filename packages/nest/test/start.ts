import "reflect-metadata";
import type { DynamicModule, Provider, Type } from "@nestjs/common";
import { Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import type { INestApplicationContext } from "@nestjs/common";
import type { Sandbox } from "@kobako/host";
import { getSandboxToken, KobakoModule } from "../src/index.ts";

/** What an application under test is made of, besides `KobakoModule`. */
export interface Parts {
  readonly root?: DynamicModule;
  readonly imports?: readonly (Type | DynamicModule)[];
  readonly providers?: readonly Provider[];
}

/** Starts an application without a server; close it, or `await using` it. */
export async function start({
  root,
  imports = [],
  providers = [],
}: Parts): Promise<INestApplicationContext & AsyncDisposable> {
  @Module({ imports: [root ?? KobakoModule.forRoot({}), ...imports], providers: [...providers] })
  class AppModule {}
  const context = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
  return Object.assign(context, { [Symbol.asyncDispose]: () => context.close() });
}

/** The Sandbox of a started application. */
export function sandboxOf(context: INestApplicationContext, name?: string): Sandbox {
  return context.get<Sandbox>(getSandboxToken(name), { strict: false });
}
