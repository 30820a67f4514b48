import { SandboxError } from "@kobako/host";
import { HttpException } from "@nestjs/common";
import { HttpAdapterHost } from "@nestjs/core";
import { ExecutionContextHost } from "@nestjs/core/internal";
import { firstValueFrom, isObservable, type Observable } from "rxjs";
import { expect, it } from "vitest";
import { KobakoExceptionFilter } from "../src/index.ts";
import { BodyRefusalFilter } from "../src/json-bodies.ts";

function contextOf(type: string): ExecutionContextHost {
  const context = new ExecutionContextHost([{}, {}]);
  context.setType(type);
  return context;
}

const secret = new SandboxError("what the script wrote");
const adapterHost = new HttpAdapterHost();

it("a microservice's caller gets an error that says what happened, and not what the script wrote", async () => {
  const given = new KobakoExceptionFilter(adapterHost, {}).catch(secret, contextOf("rpc"));
  expect(isObservable(given)).toBe(true);
  await expect(firstValueFrom(given as Observable<unknown>)).rejects.toThrow(/^The script failed$/);
  const exposing = new KobakoExceptionFilter(adapterHost, { problems: { exposeGuestErrors: true } });
  const told = exposing.catch(secret, contextOf("rpc")) as Observable<unknown>;
  await expect(firstValueFrom(told)).rejects.toThrow("what the script wrote");
});

it.each(["graphql", "ws"])("%s gets an error returned, and nothing is thrown", (type) => {
  const given = new KobakoExceptionFilter(adapterHost, {}).catch(secret, contextOf(type));
  expect(given).toEqual(new Error("The script failed"));
});

it("exceptions of the application pass the filter of bodies there as they are", async () => {
  const exception = new HttpException("teapot", 418);
  const filter = new BodyRefusalFilter(adapterHost, {});
  expect(filter.catch(exception, contextOf("graphql"))).toBe(exception);
  await expect(firstValueFrom(filter.catch(exception, contextOf("rpc")) as Observable<unknown>)).rejects.toBe(
    exception,
  );
});
