import {
  ArgumentError,
  type Block,
  BlockError,
  currentInvocation,
  respondToGuest,
  type Sandbox,
  service,
  type StandardSchema,
} from "../../src/index.ts";

class User {
  readonly login: string;
  readonly #secret = "s3cret";
  constructor(login: string) {
    this.login = login;
  }
  get name(): string {
    return this.login;
  }
  get secretLength(): number {
    return this.#secret.length;
  }
  isAdmin(): boolean {
    return this.login === "root";
  }
  greet(other: string, options?: { loud?: boolean }): string {
    const text = `hi ${other}, I am ${this.login}`;
    return options?.loud === true ? text.toUpperCase() : text;
  }
  friend(): User {
    return new User(`${this.login}'s friend`);
  }
  self(): this {
    return this;
  }
  displayName(): string {
    return this.login.toUpperCase();
  }
  _internal(): string {
    return "internal";
  }
}

class Cache extends Map<string, number> {
  total(): number {
    return this.size;
  }
}

const later = <Value>(value: Value): Promise<Value> => new Promise((resolve) => setTimeout(resolve, 1, value));

const text: StandardSchema<string> = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) => (typeof value === "string" ? { value } : { issues: [{ message: "expected a string" }] }),
  },
};

/** The named host objects that scenarios bind, made anew for every scenario. */
export function createFixtures(sandbox: () => Sandbox): (name: string) => unknown {
  const user = new User("ann");
  const kept: { block?: Block; log: string[] } = { log: [] };
  const fixtures = new Map<string, unknown>(
    Object.entries({
      user,
      echo: (...args: unknown[]) => args,
      first: (value: unknown) => value,
      add: (a: number, b: number) => a + b,
      arity: (...args: unknown[]) => args.length,
      kinds: (...args: unknown[]) =>
        args.map((arg) =>
          arg instanceof Map ? "Map" : arg === null ? "null" : Array.isArray(arg) ? "Array" : typeof arg,
        ),
      receiver: function (this: unknown) {
        return this === undefined;
      },
      later: async (value: unknown) => later(value),
      rejects: async () => {
        await later(0);
        throw new RangeError("too late");
      },
      throws: () => {
        throw new RangeError("out of range");
      },
      throwsArgument: () => {
        throw new ArgumentError("must be even");
      },
      throwsText: () => {
        // oxlint-disable-next-line typescript/only-throw-error -- what a careless Service does
        throw "only text";
      },
      throwsPath: () => {
        throw Object.assign(new Error("ENOENT: no such file, open '/home/app/secret.txt'"), {
          path: "/home/app/secret.txt",
        });
      },
      makeUser: (login: string) => new User(login),
      makeFunction: () => (x: number) => x + 1,
      sameUser: () => user,
      isUser: (value: unknown) => value === user,
      users: () => ({ list: [user, new User("bob")], by: { ann: user } }),
      plain: {
        rate: 2,
        label: "plain",
        nothing: null,
        double: (x: number) => x * 2,
        get now() {
          return 7;
        },
        self() {
          return this;
        },
      },
      bare: Object.assign(Object.create(null) as object, { hi: () => "hi" }),
      cache: new Cache([["a", 1]]),
      map: new Map([["a", 1]]),
      date: new Date(0),
      list: [1, 2, 3],
      error: new Error("boom"),
      User,
      opaque: { [respondToGuest]: () => false, secret: "x", call: () => "x" },
      narrowed: { read: () => "read", write: () => "write", [respondToGuest]: (name: string) => name === "read" },
      thenable: () => ({ then: (resolve: (value: string) => void) => resolve("awaited"), hi: () => "not awaited" }),
      unusual: () => [new Date(0), new Set([1]), new Error("x"), /x/g, new (class Url extends URL {})("http://a/")],
      circular: () => {
        const value: unknown[] = [];
        value.push(value);
        return value;
      },
      surrogate: () => "\uD800",
      huge: () => 2n ** 80n,
      deep: (levels: number) => {
        let value: unknown = 0;
        for (let level = 0; level < levels; level += 1) value = [value];
        return value;
      },
      map_: (items: unknown[], block: Block) => items.map((item) => block(item)),
      each: (times: number, block: Block) => {
        for (let index = 0; index < times; index += 1) block(index);
        return times;
      },
      mapLater: async (items: unknown[], block: Block) => Promise.all(items.map((item) => block.async(item))),
      hasBlock: (...args: unknown[]) => typeof args.at(-1) === "function",
      finallyLog: (block: Block) => {
        try {
          return block(1);
        } finally {
          kept.log.push("finally");
        }
      },
      catches: (block: Block) => {
        try {
          return block(1);
        } catch (error) {
          return `caught ${(error as Error).message}`;
        }
      },
      wraps: (block: Block) => {
        try {
          return block(1);
        } catch (error) {
          throw new Error("wrapped", { cause: error });
        }
      },
      retries: (block: Block) => {
        for (;;) {
          try {
            return block();
          } catch (error) {
            if (!(error instanceof BlockError)) throw error;
          }
        }
      },
      keep: (block: Block) => {
        kept.block = block;
        return "kept";
      },
      callKept: () => kept.block?.(1),
      log: () => kept.log,
      yields: (block: Block) => block(1, "two", [3], user),
      revoke: (object: object) => sandbox().revoke(object),
      nest: async (source: string) => (await sandbox().eval(source)).value,
      nestSync: (source: string) => sandbox().evalSync(source).value,
      depth: () => (currentInvocation() === undefined ? "outside" : "inside"),
      deadline: () => typeof currentInvocation()?.deadline,
      declared: service({
        shout: { args: [text], call: (word) => word.toUpperCase() },
        wrong: { returns: text, call: () => 42 },
        named: { kwargs: text, call: () => 1 },
        plain: { call: (...args: never[]) => args.length },
        slow: { args: [text], returns: text, call: async (word) => later(`${word}!`) },
        thenable: { async: true, call: () => ({ then: (resolve: (value: string) => void) => resolve("awaited") }) },
      }),
      mutating: () => {
        let reads = 0;
        return {
          get changing() {
            reads += 1;
            return reads;
          },
          list: [1, 2],
        };
      },
      throwingGetter: () => ({
        get bad() {
          throw new Error("getter");
        },
      }),
    }),
  );
  return (name) => {
    if (!fixtures.has(name)) throw new Error(`no fixture named ${name}`);
    return fixtures.get(name);
  };
}
