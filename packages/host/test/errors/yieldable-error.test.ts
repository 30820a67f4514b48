import { execFileSync } from "node:child_process";
import * as Data from "effect/Data";
import * as Effect from "effect/Effect";
import { expect, test } from "vitest";
import { SandboxError } from "../../src/index.ts";

const own = (error: object): PropertyKey[] =>
  Reflect.ownKeys(Object.getPrototypeOf(Data.Error.prototype) as object).filter((key) => !(key in error));

test("an error has everything that Effect's own base class has", () => {
  expect(own(new SandboxError("m"))).toEqual([]);
});

test("an error is an Effect that fails with itself", async () => {
  const error = new SandboxError("m");
  expect(Effect.isEffect(error)).toBe(true);
  expect(await Effect.runPromise(Effect.flip(error))).toBe(error);
  expect(await Effect.runPromise(error.pipe(Effect.catchTag("SandboxError", () => Effect.succeed(1))))).toBe(1);
});

test("Effect is not loaded before it is asked for", () => {
  const script = `
    import { SandboxError } from "@kobako/host";
    import { registerHooks } from "node:module";
    let loaded = 0;
    registerHooks({ load: (url, context, next) => { if (url.includes("/effect/")) loaded++; return next(url, context); } });
    const error = new SandboxError("m");
    String(error); JSON.stringify(error); error.stack;
    await Promise.reject(error).catch(() => undefined);
    const before = loaded;
    const isEffect = error["~effect/Effect"] !== undefined;
    console.log(before, loaded > 0, isEffect, typeof error[Symbol.iterator]);`;
  const flags = ["-C", "kobako:source", "--input-type=module", "--eval", script];
  const said = execFileSync(process.execPath, flags, { cwd: new URL("..", import.meta.url), encoding: "utf8" });
  expect(said.trim()).toBe("0 true true function");
});
