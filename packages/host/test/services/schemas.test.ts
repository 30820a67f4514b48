import * as Schema from "effect/Schema";
import * as v from "valibot";
import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { ArgumentError, Sandbox, type Service, service } from "../../src/index.ts";

const row = { id: 1, name: "ann" };

/** The same contract in each library. */
const libraries = [
  ["zod", z.string().min(1), z.object({ limit: z.number() }), z.object({ id: z.number(), name: z.string() })],
  [
    "valibot",
    v.pipe(v.string(), v.minLength(1)),
    v.object({ limit: v.number() }),
    v.object({ id: v.number(), name: v.string() }),
  ],
  [
    "effect Schema",
    Schema.toStandardSchemaV1(Schema.NonEmptyString),
    Schema.toStandardSchemaV1(Schema.Struct({ limit: Schema.Number })),
    Schema.toStandardSchemaV1(Schema.Struct({ id: Schema.Number, name: Schema.String })),
  ],
] as const;

describe.each(libraries)("declared with %s", (_, text, limits, record) => {
  const sandbox = new Sandbox().bind(
    "Rows",
    service({
      find: { args: [text], returns: record, call: (id) => ({ ...row, name: id }) },
      list: { kwargs: limits, call: (given: { limit: number }) => given.limit },
      both: { args: [text], kwargs: limits, call: (id, given: { limit: number }) => [id, given.limit] },
      wrong: { returns: record, call: () => ({ id: "no" }) },
      later: { args: [text], returns: record, call: async () => row },
      lie: { returns: record, call: async () => ({ id: "no" }) },
    }),
  );

  it("members take what matches", async () => {
    expect((await sandbox.eval("Rows.find('bob')")).value).toEqual({ id: 1, name: "bob" });
    expect((await sandbox.eval("Rows.list(limit: 3)")).value).toBe(3);
    expect((await sandbox.eval("Rows.both('a', limit: 3)")).value).toEqual(["a", 3]);
    expect((await sandbox.eval("Rows.later('a')")).value).toEqual(row);
  });

  it.each([
    ["Rows.find(5)", /^ArgumentError: argument 1: /],
    ["Rows.find('')", /^ArgumentError: argument 1: /],
    ["Rows.find", /^ArgumentError: argument 1: /],
    ["Rows.find({'$gt' => ''})", /^ArgumentError: argument 1: /],
    ["Rows.find('a', 'b')", /^ArgumentError: expected at most 1 positional arguments, got 2/],
    ["Rows.find('a', limit: 1)", /^ArgumentError: takes no keyword arguments/],
    ["Rows.list(limit: '3')", /^ArgumentError: keyword arguments: at limit: /],
    ["Rows.list(limit: 0.0/0.0)", /^ArgumentError|NaN/],
    ["Rows.list", /^ArgumentError: keyword arguments: /],
  ])("members refuse %s as an argument fault", async (script, message) => {
    const ending = await sandbox.eval(script).catch((error: unknown) => error);
    if (ending instanceof Error)
      expect(ending).toMatchObject({ _tag: "ServiceArgumentError", message: expect.stringMatching(message) as string });
    else expect(String((ending as { value: unknown }).value)).toMatch(message);
  });

  it.each(["Rows.wrong", "Rows.lie"])("a result that does not match is the Service's error: %s", async (script) => {
    await expect(sandbox.eval(script)).rejects.toMatchObject({
      _tag: "ServiceError",
      message: expect.stringMatching(/^ServiceError: the result does not match its declaration: /) as string,
    });
  });

  it("`returns` validates and types the value of an invocation", async () => {
    const { value } = await new Sandbox().eval("{id: 7, name: 'x'}", { returns: record });
    expectTypeOf(value).toExtend<{ readonly id: number; readonly name: string }>();
    expect(value).toEqual({ id: 7, name: "x" });
    await expect(new Sandbox().eval("{id: 7}", { returns: record })).rejects.toMatchObject({ _tag: "SandboxError" });
  });
});

describe("a declaration", () => {
  it.each([
    [null, TypeError],
    [{ a: 5 }, TypeError],
    [{ a: () => 1 }, TypeError],
    [{ a: {} }, TypeError],
    [{ a: { args: [5], call: () => 1 } }, TypeError],
    [{ a: { args: z.string(), call: () => 1 } }, TypeError],
    [{ a: { returns: "string", call: () => 1 } }, TypeError],
    [{ constructor: { call: () => 1 } }, ArgumentError],
    [{ _private: { call: () => 1 } }, ArgumentError],
    [{ "": { call: () => 1 } }, ArgumentError],
  ])("%o is refused", (members, error) => {
    expect(() => service(members as never)).toThrow(error);
  });

  it("is read once: later changes of its parts do not matter", async () => {
    const spec = { call: () => "first" };
    const declared = service({ hi: spec });
    spec.call = () => "second";
    expect((await new Sandbox().bind("S", declared).eval("S.hi")).value).toBe("first");
    expect(Object.isFrozen(declared)).toBe(true);
  });

  it("calls with the Service as this, the block last, and Ruby spellings", async () => {
    const declared: Service = service({
      displayName: {
        args: [z.string()],
        call(this: unknown, name, block: (text: string) => unknown) {
          return [this === declared, block(name)];
        },
      },
    });
    expect((await new Sandbox().bind("S", declared).eval("S.display_name('x') { |t| t * 2 }")).value).toEqual([
      true,
      "xx",
    ]);
  });
});
