import { describe, expect, it } from "vitest";
import { faultMessage } from "../../src/invocation/fault-message.ts";

class QuotaError extends Error {
  override readonly name = "QuotaError";
  readonly secret = "property";
}

describe("what a script learns of a Service's error", () => {
  it.each([
    ["an Error", new Error("boom"), "Error: boom"],
    ["a subclass with a name", new QuotaError("too much"), "QuotaError: too much"],
    ["a TypeError", new TypeError("no"), "TypeError: no"],
    ["an error with a cause", new Error("outer", { cause: new Error("inner") }), "Error: outer"],
    ["an AggregateError", new AggregateError([new Error("one")], "many"), "AggregateError: many"],
    ["a frozen object", Object.freeze({ name: "Odd", message: "frozen" }), "Odd: frozen"],
    ["a string", "just text", "Error: just text"],
    ["a number", 42, "Error: a Service threw a value that is no Error"],
    ["undefined", undefined, "Error: a Service threw a value that is no Error"],
    ["null", null, "Error: a Service threw a value that is no Error"],
    ["a symbol", Symbol("s"), "Error: a Service threw a value that is no Error"],
    ["an object", { code: 1 }, "Error: a Service threw a value that is no Error"],
    ["a name that is a symbol", Object.assign(new Error("m"), { name: Symbol("x") }), "Error: m"],
    ["a name with a newline", Object.assign(new Error("m"), { name: "A\nB: fake" }), "Error: m"],
    [
      "a name that is an object with a toString",
      Object.assign(new Error("m"), { name: { toString: () => "Evil" } }),
      "Error: m",
    ],
    [
      "a message that is an object",
      Object.assign(new Error(), { message: { toString: () => "Evil" } }),
      "Error: a Service threw a value that is no Error",
    ],
  ])("%s", (_, error, message) => {
    expect(faultMessage(error)).toBe(message);
  });

  it.each([
    [
      "throwing getters",
      Object.defineProperties(new Error(), {
        name: {
          get() {
            throw new Error("x");
          },
        },
        message: {
          get() {
            throw new Error("y");
          },
        },
      }),
    ],
    [
      "a Proxy whose traps throw",
      new Proxy(
        {},
        {
          get() {
            throw new Error("trap");
          },
        },
      ),
    ],
    [
      "a revoked Proxy",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
  ])("%s: nothing", (_, error) => {
    expect(faultMessage(error)).toBe("Error: a Service threw a value that is no Error");
  });

  it("runs nothing but the getters of name and message, once each", () => {
    const read: PropertyKey[] = [];
    faultMessage(
      new Proxy(new Error("m"), {
        get: (target, key) => {
          read.push(key);
          return Reflect.get(target, key);
        },
      }),
    );
    expect(read).toEqual(["name", "message"]);
  });

  it("is capped", () => {
    const message = faultMessage(new Error("x".repeat(10_000_000)));
    expect(message.length).toBeLessThan(1_100);
    expect(message.endsWith("…")).toBe(true);
  });

  it("holds no stack lines", () => {
    expect(faultMessage(new Error("boom\n    at secret (/srv/app/x.js:1:2)\n    at more"))).toBe("Error: boom");
    expect(faultMessage(new Error("kept\nsecond line"))).toBe("Error: kept\nsecond line");
  });

  it.each([
    ["ENOENT: no such file or directory, open '/home/app/.env'", "ENOENT: no such file or directory, open '<path>'"],
    ["Cannot find module '/srv/x/y.mjs' imported from /srv/x/z.js", "Cannot find module '<path>' imported from <path>"],
    ["failed in file:///srv/app/main.js:3", "failed in <path>"],
    ["open C:\\Users\\me\\secret.txt failed", "open <path> failed"],
    ["at /anything/else/module.ts:10:4", "at <path>"],
    ["no route for /orders/42", "no route for /orders/42"],
    ["see https://example.com/home/page", "see https://example.com/home/page"],
    ["3/4 of home/page", "3/4 of home/page"],
  ])("holds no path of the host: %s", (message, shown) => {
    expect(faultMessage(new Error(message))).toBe(`Error: ${shown}`);
  });
});
