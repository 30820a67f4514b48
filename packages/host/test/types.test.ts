import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import {
  type Execution,
  type KobakoError,
  member,
  Sandbox,
  service,
  SandboxError,
  TimeoutError,
  TrapError,
} from "../src/index.ts";

const services = {
  "KV::Lookup": (key: string) => key.length,
  "Log::Sink": { write: (line: string) => void line },
};
interface Entrypoints {
  readonly [name: string]: (...args: never[]) => unknown;
  readonly Adder: (a: number, b: number) => number;
  readonly Greeter: (name?: string) => string;
  readonly Fetch: () => Promise<{ ok: boolean }>;
}
type Points = Pick<Entrypoints, "Adder" | "Greeter" | "Fetch">;

// Only the types are looked at; nothing here runs.
const typed = (): Sandbox<typeof services, Points> => new Sandbox<typeof services, Points>();
const plain = (): Sandbox => new Sandbox();

describe("the types of a Sandbox that knows its Services and entrypoints", () => {
  it("run takes the entrypoint's arguments and gives its result", () => {
    const calls = [
      () => expectTypeOf(typed().run("Adder", [1, 2])).resolves.toEqualTypeOf<Execution<number>>(),
      () => expectTypeOf(typed().runSync("Adder", [1, 2]).value).toEqualTypeOf<number>(),
      () => expectTypeOf(typed().run("Greeter")).resolves.toEqualTypeOf<Execution<string>>(),
      () => expectTypeOf(typed().run("Greeter", ["ann"], { timeout: 5 })).resolves.toEqualTypeOf<Execution<string>>(),
      () => expectTypeOf(typed().runSync("Fetch").value).toEqualTypeOf<{ ok: boolean }>(),
      // @ts-expect-error an argument is missing
      () => typed().run("Adder", [1]),
      // @ts-expect-error all arguments are missing
      () => typed().run("Adder"),
      // @ts-expect-error a wrong type
      () => typed().run("Adder", [1, "2"]),
      // @ts-expect-error no such entrypoint
      () => typed().run("Subber", [1, 2]),
    ];
    expectTypeOf(calls).not.toBeAny();
  });

  it("bind and options.bind take the Services' paths and types", () => {
    const calls = [
      () => typed().bind("KV::Lookup", (key) => key.length),
      () => typed().bind("KV::Lookup"),
      () => typed().eval("1", { bind: { "Log::Sink": { write: () => undefined } } }),
      // @ts-expect-error no such path
      () => typed().bind("KV::Nope", () => 1),
      // @ts-expect-error a wrong type
      () => typed().bind("KV::Lookup", (key: number) => key),
      // @ts-expect-error no such path
      () => typed().eval("1", { bind: { Nope: () => 1 } }),
    ];
    expectTypeOf(calls).not.toBeAny();
  });
});

describe("the types of a plain Sandbox", () => {
  it("take any path and entrypoint and give unknown, or what the caller says", () => {
    const calls = [
      () => expectTypeOf(plain().eval("1")).resolves.toEqualTypeOf<Execution>(),
      () => expectTypeOf(plain().eval<number>("1")).resolves.toEqualTypeOf<Execution<number>>(),
      () => expectTypeOf(plain().run("Anything", [1, "a"])).resolves.toEqualTypeOf<Execution>(),
      () => expectTypeOf(plain().run("Anything")).resolves.toEqualTypeOf<Execution>(),
      () => plain().bind("Any::Path", (x: number) => x),
    ];
    expectTypeOf(calls).not.toBeAny();
  });

  it("take the type of value from `returns`", () => {
    const returns = z.object({ id: z.number() });
    const calls = [() => expectTypeOf(plain().evalSync("1", { returns }).value).toEqualTypeOf<{ id: number }>()];
    expectTypeOf(calls).not.toBeAny();
  });
});

describe("the types of errors", () => {
  it("know tag, parent and category", () => {
    expectTypeOf<TimeoutError>().toExtend<TrapError>();
    expectTypeOf<TrapError>().toExtend<KobakoError>();
    expectTypeOf<TimeoutError["_tag"]>().toEqualTypeOf<"TimeoutError">();
    expectTypeOf<TrapError["category"]>().toEqualTypeOf<"trap">();
    expectTypeOf<SandboxError["execution"]>().toEqualTypeOf<Execution>();
  });
});

describe("the types of declared members", () => {
  it("are those of their schemas", () => {
    service({
      lookup: {
        args: [z.string(), z.number()],
        call: (key, count) => {
          expectTypeOf(key).toEqualTypeOf<string>();
          expectTypeOf(count).toEqualTypeOf<number>();
        },
      },
      typed: member({
        args: [z.string()],
        kwargs: z.object({ limit: z.number() }),
        returns: z.string(),
        call: (key, { limit }) => {
          expectTypeOf(key).toEqualTypeOf<string>();
          expectTypeOf(limit).toEqualTypeOf<number>();
          return key;
        },
      }),
    });
    // @ts-expect-error the result is no string
    member({ args: [z.string()], returns: z.string(), call: () => 1 });
    // @ts-expect-error the argument is a string
    service({ wrong: { args: [z.string()], call: (key: number) => key } });
  });
});
