import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Sandbox, SandboxError, service } from "../../src/index.ts";

const SHAPES =
  "{'toString' => 1, 'valueOf' => 2, 'hasOwnProperty' => 3, 'length' => 1_000_000_000, 'then' => 4, 'constructor' => 5, '__proto__' => 6, 'toJSON' => 7, 'message' => 8, 'stack' => 9, '@@iterator' => 10, 'nodejs.util.inspect.custom' => 11}";

describe("attack 5: shapes that confuse by their keys", () => {
  it("go through everything of ours that prints, logs or copies", async () => {
    const execution = await new Sandbox().eval(SHAPES);
    const { value } = execution;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value as object)).toContain("__proto__");
    expect(JSON.parse(JSON.stringify(execution))).toMatchObject({ value: { valueOf: 2, length: 1e9 } });
    expect(inspect(execution, { showProxy: true, depth: 9 })).toContain("hasOwnProperty: 3");
  });

  it("as the details and class names of an exception", async () => {
    const script = `class E < StandardError; def self.name; 'constructor'; end; def details; ${SHAPES}; end; end; raise E, 'x'`;
    const error: unknown = await new Sandbox().eval(script).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SandboxError);
    expect(() => [String(error), inspect(error), JSON.stringify(error)]).not.toThrow();
  });
});

describe("attack 7: thenables", () => {
  it("a result with a then stays data through await", async () => {
    expect((await new Sandbox().eval("{'then' => 'x', 'catch' => {'then' => 1}}")).value).toEqual({
      then: "x",
      catch: { then: 1 },
    });
  });

  it.each([
    ["a result", "{'then' => Fn.call}"],
    ["a nested result", "[{'a' => {'then' => Fn.call}}]"],
    ["a result with Symbol keys", "{then: Fn.call}"],
    ["an argument that an asynchronous Service gives back", "Echo.call({'then' => Fn.call})"],
    ["what a block gives to an asynchronous Service", "Ask.call { {'then' => Fn.call} }"],
  ])("no await calls a Handle of a function under then: %s", async (_, script) => {
    let called = 0;
    const sandbox = new Sandbox({ timeout: 5_000 })
      .bind("Fn", () => () => {
        called += 1;
      })
      .bind("Echo", async (value: unknown) => value)
      .bind("Ask", async (block: { async: () => Promise<unknown> }) => block.async());
    const awaited = await (async () => (await sandbox.eval(script)).value)();
    const flat = await Promise.all([awaited].flat().map(async (one) => one));
    expect(flat).toHaveLength(1);
    expect(called).toBe(0);
  });

  it("a thenable that a Service returns is an object like any other, unless it is declared async", async () => {
    let asked = 0;
    class Query {
      then(resolve: (rows: string[]) => void): void {
        asked += 1;
        resolve(["row"]);
      }
      limit(): this {
        return this;
      }
    }
    const sandbox = new Sandbox()
      .bind("Query", () => new Query())
      .bind("Declared", service({ rows: { async: true, call: () => new Query() } }));
    await sandbox.eval("Query.call.limit.limit; nil");
    expect(asked).toBe(0);
    expect((await sandbox.eval("Declared.rows")).value).toEqual(["row"]);
    expect(asked).toBe(1);
  });

  it("nothing that the package hands out has a then", async () => {
    const sandbox = new Sandbox();
    const namespace = sandbox.define("X");
    const execution = await sandbox.eval("1");
    for (const record of [sandbox, execution, execution.usage, sandbox.options, namespace])
      expect("then" in record).toBe(false);
  });
});

describe("attack 8: symbols of JavaScript", () => {
  const NAMES = ["Symbol.iterator", "@@iterator", "Symbol.toPrimitive", "nodejs.util.inspect.custom", "Symbol.dispose"];

  it("a Ruby Symbol is a registered symbol of that text, never a well-known one", async () => {
    const script = `[${NAMES.map((name) => `:"${name}"`).join(", ")}]`;
    const { value } = await new Sandbox().eval(script);
    expect(value).toEqual(NAMES.map((name) => Symbol.for(name)));
    const known = Object.getOwnPropertyNames(Symbol).map((name) => Reflect.get(Symbol, name) as unknown);
    for (const symbol of value as symbol[]) expect(known).not.toContain(symbol);
  });

  it("Symbol keys arrive as text, so no object of ours can be given a symbol-keyed member", async () => {
    const { value } = await new Sandbox().eval(`{:"nodejs.util.inspect.custom" => 1, :"Symbol.toPrimitive" => 2}`);
    expect(Object.getOwnPropertySymbols(value)).toEqual([]);
    expect(inspect(value)).toContain("'nodejs.util.inspect.custom': 1");
  });

  it("logging an Execution runs no code of a host object in it", async () => {
    const ran: string[] = [];
    class Spy {
      [inspect.custom](): string {
        ran.push("inspect");
        return "spied";
      }
      [Symbol.toPrimitive](): string {
        ran.push("toPrimitive");
        return "spied";
      }
      get [Symbol.toStringTag](): string {
        ran.push("toStringTag");
        return "Spied";
      }
      toJSON(): string {
        ran.push("toJSON");
        return "spied";
      }
    }
    const execution = await new Sandbox().bind("S", () => new Spy()).eval("{'a' => [S.call]}");
    expect(inspect(execution, { showProxy: true, depth: 9 })).toContain("[object]");
    expect(JSON.stringify(execution)).toContain("[object]");
    expect(ran).toEqual([]);
  });
});

describe("attack 13: coercion of guest values in host code", () => {
  const found: unknown[] = [];
  const declared = service({
    find: { args: [z.string()], call: (key) => found.push(key) },
    at: { args: [z.number()], call: (index) => found.push(index) },
    count: { args: [z.int().min(0).max(100)], call: (count) => found.push(count) },
    flag: { args: [z.boolean()], call: (flag) => found.push(flag) },
  });

  it.each([
    ["an operator object where a String is declared", "D.find({'$gt' => ''})"],
    ["an Array where a String is declared", "D.find(['a'])"],
    ["a Symbol where a String is declared", "D.find(:a)"],
    ["bytes where a String is declared", 'D.find("\\xff")'],
    ["nothing where a String is declared", "D.find"],
    ["an Array where a Float is declared", "D.at([1])"],
    ["a String that looks like a number", "D.at('1e999')"],
    ["NaN", "D.at(0.0 / 0.0)"],
    ["infinity", "D.at(1.0 / 0.0)"],
    ["2 ** 64 - 1", "D.at(2 ** 64 - 1)"],
    ["a fraction where an Integer is declared", "D.count(1.5)"],
    ["a negative number", "D.count(-1)"],
    ["1 where a boolean is declared", "D.flag(1)"],
    ["nil where a boolean is declared", "D.flag(nil)"],
  ])("%s is an argument fault, and the Service is not called", async (_, script) => {
    const sandbox = new Sandbox().bind("D", declared);
    await expect(sandbox.eval(script)).rejects.toMatchObject({ _tag: "ServiceArgumentError" });
    expect(found).toEqual([]);
  });

  it("what JavaScript tells apart arrives told apart: -0, NUL, NFC and NFD", async () => {
    const sandbox = new Sandbox().bind("Echo", (...args: unknown[]) => args);
    const { value } = await sandbox.eval('Echo.call(-0.0, "a\\u0000b", "\\u00e9", "e\\u0301", 2 ** 63)');
    expect(value).toEqual([-0, "a\0b", "\u00e9", "e\u0301", 2n ** 63n]);
  });

  it("integers beyond 2 ** 64 do not cross at all", async () => {
    const sandbox = new Sandbox().bind("Echo", (x: unknown) => x);
    await expect(sandbox.eval("Echo.call(2 ** 64)")).rejects.toMatchObject({ _tag: "SandboxError" });
  });
});

describe("attack 14: logging", () => {
  it("prints no raw escape, carriage return or bidirectional override that a script chose", async () => {
    const evil = "\\u001b[2J\\r\\u202eevil\\u0007\\u2028";
    const sandbox = new Sandbox().bind("Boom", () => {
      throw new Error("\u001B[2Jhost\r");
    });
    const execution = await sandbox.eval(`puts "${evil}"; warn "${evil}"; {"${evil}" => ["${evil}", :"${evil}"]}`);
    const errors = await Promise.all(
      [`raise "${evil}"`, `Boom.call`, `Boom.public_send(:"${evil}")`, `Boom.method_missing(:"${evil}")`].map(
        (script) => sandbox.eval(script).catch((error: unknown) => error),
      ),
    );
    for (const printed of [execution, ...errors].map((one) => inspect(one, { showProxy: true, depth: 9 })))
      expect(printed).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/);
  });
});

describe("attack 15: who decides what the host sees", () => {
  const OVERRIDES = [
    "to_json",
    "as_json",
    "to_h",
    "to_hash",
    "to_s",
    "to_str",
    "inspect",
    "to_a",
    "to_ary",
    "to_i",
    "coerce",
  ];

  it("no method that a script defines changes what crosses", async () => {
    const methods = OVERRIDES.map((name) => `def ${name}(*) ; raise 'called ${name}'; end`).join("; ");
    const classes = ["Hash", "Array", "Integer", "Symbol", "NilClass"].map((name) => `class ${name}; ${methods}; end`);
    // Values that need no method of theirs are made before the classes are changed.
    const script = `V = {'a' => [1, :b, nil]}; ${classes.join("; ")}; V`;
    expect((await new Sandbox().eval(script)).value).toEqual({ a: [1, Symbol.for("b"), null] });
  });

  it("an object that offers to become anything becomes nothing", async () => {
    const methods = OVERRIDES.map((name) => `def ${name}(*) ; {'forged' => true}; end`).join("; ");
    const script = `class Forged; ${methods}; end; Forged.new`;
    await expect(new Sandbox().eval(script)).rejects.toMatchObject({ _tag: "SandboxError" });
  });
});

describe("attack 36: rewriting of source", () => {
  it.each([
    ["an escape", '"\\u0063onstructor"', "constructor"],
    ["a homoglyph", "'сonstructor'", "сonstructor"],
    ["NFC", "'\u00e9'", "\u00e9"],
    ["NFD", "'e\u0301'", "e\u0301"],
    ["a zero-width joiner", "'a\u200db'", "a\u200db"],
    ["a byte order mark inside", "'\ufeffa'", "\ufeffa"],
    ["a carriage return by its escape", '"a\\r\\nb"', "a\r\nb"],
    ["what looks like an import", '\'import("node:fs") require("fs")\'', 'import("node:fs") require("fs")'],
  ])("there is none: %s arrives as it was written", async (_, literal, text) => {
    const sandbox = new Sandbox().bind("Echo", (x: unknown) => x);
    expect((await sandbox.eval(`Echo.call(${literal})`)).value).toBe(text);
  });

  it("a method name written with an escape is the same name: refused by the gate, not by its spelling", async () => {
    const sandbox = new Sandbox().bind("E", { ok: () => 1 });
    await expect(sandbox.eval('E.method_missing("\\u0063onstructor".to_sym)')).rejects.toMatchObject({
      _tag: "NoServiceError",
    });
    expect((await sandbox.eval('E.method_missing("\\u006fk".to_sym)')).value).toBe(1);
  });
});

describe("attack 38: keywords as options", () => {
  it("reach the keyword parameter alone, whatever they are called", async () => {
    const seen: unknown[] = [];
    const sandbox = new Sandbox()
      .bind("F", (...args: unknown[]) => seen.push(args))
      .bind(
        "D",
        service({
          find: {
            args: [z.string()],
            kwargs: z.strictObject({ limit: z.int() }),
            call: (key) => seen.push(key),
          },
        }),
      );
    await sandbox.eval(
      "F.call(1, signal: 2, sandbox: 3, deadline: 4, timeout: 5, bind: 6, constructor: 7, prototype: 8)",
    );
    await sandbox.eval("F.call(**{:__proto__ => {'polluted' => true}})");
    expect(seen[0]).toEqual([
      1,
      { signal: 2, sandbox: 3, deadline: 4, timeout: 5, bind: 6, constructor: 7, prototype: 8 },
    ]);
    const keywords = (seen[1] as [object])[0];
    expect(Object.getPrototypeOf(keywords)).toBe(Object.prototype);
    expect(Object.keys(keywords)).toEqual(["__proto__"]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    for (const bad of ["limit: 1, signal: 2", "limit: 1, **{:__proto__ => 1}", "limit: '1'"])
      await expect(sandbox.eval(`D.find('a', ${bad})`)).rejects.toMatchObject({ _tag: "ServiceArgumentError" });
    expect(seen).toHaveLength(2);
  });
});
