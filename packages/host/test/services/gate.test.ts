import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { resolveMember } from "../../src/services/gate.ts";
import { ask } from "./ask.ts";

class Account {
  static lookup(): string {
    return "static";
  }
  readonly owner = "ann";
  readonly fetcher = (): string => "injected";
  private readonly secret = "s3cret";
  #balance = 10;
  deposit(amount: number): number {
    this.#balance += amount;
    return this.#balance;
  }
  private audit(): string {
    return this.secret;
  }
  _internal(): string {
    return this.audit();
  }
  get balance(): number {
    return this.#balance;
  }
  set balance(value: number) {
    this.#balance = value;
  }
  set limit(_: number) {
    throw new Error("a setter ran");
  }
  get displayName(): string {
    return "Ann";
  }
  isReady(): boolean {
    return true;
  }
  toString(): string {
    return "Account";
  }
}

class Savings extends Account {
  override deposit(amount: number): number {
    return super.deposit(amount * 2);
  }
  rate(): number {
    return 3;
  }
}

describe("a bound function", () => {
  const add = (a: number, b: number): number => a + b;
  it.each([
    ["an arrow function", add],
    [
      "a function",
      function (a: number, b: number) {
        return a + b;
      },
    ],
    ["a bound function", add.bind(undefined)],
    [
      "a frozen function",
      Object.freeze(function (a: number, b: number) {
        return a + b;
      }),
    ],
    [
      "a method taken off its object",
      {
        add(a: number, b: number) {
          return a + b;
        },
      }.add,
    ],
    ["a Proxy of a function", new Proxy(add, {})],
    ["a built-in that computes", Math.max.bind(Math, 0, 3)],
  ])("%s answers to call and []", (_, target) => {
    expect(ask(target, "call", 1, 2)).toBe(3);
    expect(ask(target, "[]", 1, 2)).toBe(3);
  });

  it("is called without a receiver", () => {
    expect(
      ask(function (this: unknown) {
        return this;
      }, "call"),
    ).toBe(undefined);
  });

  it("answers async functions with their Promise and generators with their iterator", async () => {
    await expect(ask(async () => 5, "call")).resolves.toBe(5);
    expect(
      ask(function* () {
        yield 1;
      }, "call"),
    ).toHaveProperty("next");
  });

  it.each([
    "apply",
    "bind",
    "constructor",
    "prototype",
    "name",
    "length",
    "arguments",
    "caller",
    "toString",
    "__proto__",
    "custom",
    "",
  ])("has no member %j", (name) => {
    expect(
      ask(
        Object.assign(() => 1, { custom: () => "own" }),
        name,
      ),
    ).toBe("refused");
  });

  it.each([
    ["a class", Account],
    ["a built-in class", Map],
    ["Function", Function],
    ["AsyncFunction", Object.getPrototypeOf(async () => {}).constructor],
    ["GeneratorFunction", Object.getPrototypeOf(function* () {}).constructor],
    ["Proxy", Proxy],
    ["eval", globalThis.eval],
    ["Function.prototype", Function.prototype],
    ["Function.prototype.call", Function.prototype.call],
    ["Function.prototype.bind", Function.prototype.bind],
    ["Reflect.construct", Reflect.construct],
    ["Object.defineProperty", Object.defineProperty],
    ["Object.prototype.valueOf", Object.prototype.valueOf],
    ["setTimeout, which takes source", setTimeout],
  ])("does not answer when it is %s", (_, target) => {
    expect(ask(target, "call", "return process")).toBe("refused");
  });
});

describe("a bound instance of a class", () => {
  it("answers its methods, with itself as this", () => {
    expect(ask(new Account(), "deposit", 5)).toBe(15);
  });

  it("answers inherited methods and overrides, super included", () => {
    const savings = new Savings();
    expect(ask(savings, "deposit", 5)).toBe(20);
    expect(ask(savings, "rate")).toBe(3);
    expect(ask(savings, "balance")).toBe(20);
  });

  it("answers getters, own ones too", () => {
    expect(ask(new Account(), "balance")).toBe(10);
    const own = Object.defineProperty(new Account(), "today", { get: () => "monday" });
    expect(ask(own, "today")).toBe("monday");
  });

  it("answers a method that a class defines over a built-in one", () => {
    expect(ask(new Account(), "toString")).toBe("Account");
  });

  it.each(["owner", "fetcher", "secret", "#balance", "balance=", "limit", "_internal", "lookup"])(
    "does not answer %s",
    (name) => {
      expect(ask(new Account(), name, 1)).toBe("refused");
    },
  );

  it("takes a shadowing own field for what it is", () => {
    const account = Object.assign(new Account(), { deposit: () => "shadow" });
    expect(ask(account, "deposit")).toBe("refused");
  });

  it("answers when it is frozen", () => {
    expect(ask(Object.freeze(new Savings()), "rate")).toBe(3);
  });

  it("sees a method that was patched or removed since the last call", () => {
    class Patched {
      hi(): string {
        return "old";
      }
    }
    const target = new Patched();
    expect(ask(target, "hi")).toBe("old");
    Patched.prototype.hi = () => "new";
    expect(ask(target, "hi")).toBe("new");
    Reflect.deleteProperty(Patched.prototype, "hi");
    expect(ask(target, "hi")).toBe("refused");
  });
});

describe("a bound plain object", () => {
  const plain = {
    rate: 2,
    name: null,
    double(x: number) {
      return x * 2;
    },
    self() {
      return this;
    },
    get now() {
      return 7;
    },
  };
  it.each([
    ["a literal", plain],
    ["a frozen one", Object.freeze({ ...plain, self: plain.self })],
    ["one without prototype", Object.assign(Object.create(null), plain)],
    ["one of another realm", Object.assign(runInContext("({})", createContext()), plain)],
  ])("%s answers its functions and its data", (_, target) => {
    expect(ask(target, "double", 4)).toBe(8);
    expect(ask(target, "rate")).toBe(2);
    expect(ask(target, "name")).toBe(null);
    expect(ask(target, "self")).toBe(target);
    expect(ask(target, "now")).toBe(7);
  });

  it("refuses arguments for data", () => {
    expect(() => ask(plain, "rate", 1)).toThrow("takes no arguments");
  });

  it("does not call a class or a code-making built-in that it holds", () => {
    expect(ask({ Account, make: Function, run: globalThis.eval }, "Account")).toBe("refused");
    expect(ask({ make: Function }, "make", "return 1")).toBe("refused");
    expect(ask({ run: globalThis.eval }, "run", "1")).toBe("refused");
    expect(
      ask(
        {
          get make() {
            return Function;
          },
        },
        "make",
        "return 1",
      ),
    ).toBe("refused");
  });

  it("treats an object with a prototype of its own as an instance", () => {
    const target = Object.create(
      {
        shared() {
          return "shared";
        },
        data: 1,
      },
      { own: { value: 1 } },
    );
    expect(ask(target, "shared")).toBe("shared");
    expect(ask(target, "data")).toBe("refused");
    expect(ask(target, "own")).toBe("refused");
  });
});

describe("getters", () => {
  it("run once, after the gate has said yes, and what they gave is called", () => {
    let reads = 0;
    const target = {
      get handler() {
        reads += 1;
        const read = reads;
        return () => read;
      },
    };
    expect(resolveMember(target, "handler")).toBeDefined();
    expect(reads).toBe(0);
    expect(ask(target, "handler")).toBe(1);
    expect(reads).toBe(1);
  });

  it("do not run for a name that is refused", () => {
    let reads = 0;
    const target = {
      get _hidden() {
        reads += 1;
        return 1;
      },
    };
    expect(ask(target, "_hidden")).toBe("refused");
    expect(reads).toBe(0);
  });

  it("let their errors through", () => {
    expect(() =>
      ask(
        {
          get broken() {
            throw new RangeError("no");
          },
        },
        "broken",
      ),
    ).toThrow(RangeError);
  });

  it("are not setters", () => {
    const target = {
      set only(_: unknown) {
        throw new Error("ran");
      },
    };
    expect(ask(target, "only")).toBe("refused");
    expect(ask(target, "only=", 1)).toBe("refused");
  });
});

describe("a Proxy", () => {
  it("that claims to have everything has nothing", () => {
    const traps: PropertyKey[] = [];
    const target = new Proxy(
      {},
      {
        get: (_, name) => {
          traps.push(name);
          return () => "anything";
        },
        has: (_, name) => {
          traps.push(name);
          return true;
        },
      },
    );
    for (const name of ["then", "toJSON", "constructor", "anything"]) expect(ask(target, name)).toBe("refused");
    expect(traps).toEqual([]);
  });

  it("of an instance answers what the instance would", () => {
    class Greeter {
      hi(): string {
        return "hi";
      }
    }
    expect(ask(new Proxy(new Greeter(), {}), "hi")).toBe("hi");
  });

  it.each([
    [
      "throws",
      new Proxy(
        {},
        {
          getOwnPropertyDescriptor() {
            throw new Error("trap");
          },
        },
      ),
    ],
    [
      "was revoked",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
    [
      "has an endless prototype chain",
      (() => {
        const endless: object = new Proxy(
          {},
          { getPrototypeOf: () => new Proxy({}, { getPrototypeOf: () => endless }) },
        );
        return endless;
      })(),
    ],
  ])("that %s answers to nothing", (_, target) => {
    expect(ask(target, "anything")).toBe("refused");
  });
});
