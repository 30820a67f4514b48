import { Float, NoServiceError, respondToGuest, service, ServiceArgumentError, ServiceError } from "@kobako/host";
import { Injectable, Module, Scope } from "@nestjs/common";
import { ModuleRef } from "@nestjs/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { GuestMethod, GuestService, KobakoModule } from "../src/index.ts";
import { sandboxOf, start } from "./start.ts";

@GuestService("KV::Store")
class StoreService {
  readonly rows = new Map<string, unknown>([["a", 1]]);

  @GuestMethod()
  get(key: string): unknown {
    return this.rows.get(key);
  }

  @GuestMethod({ args: [z.string(), z.number()] })
  put(key: string, value: number): void {
    this.rows.set(key, value);
  }

  @GuestMethod()
  async displayName(): Promise<string> {
    return "store";
  }

  clear(): void {
    this.rows.clear();
  }
}

describe("a guest service", () => {
  it("answers to its guest methods, in Ruby's spelling too", async () => {
    await using app = await start({ providers: [StoreService] });
    const { value } = await sandboxOf(app).eval(
      `KV::Store.put("b", 2); [KV::Store.get("a"), KV::Store.get("b"), KV::Store.display_name]`,
    );
    expect(value).toEqual([1, 2, "store"]);
    expect(app.get(StoreService).rows.get("b")).toBe(2);
  });

  it("answers to nothing else", async () => {
    await using app = await start({ providers: [StoreService] });
    for (const name of ["clear", "rows", "constructor", "rows = 1", "onModuleInit", "to_string"])
      await expect(sandboxOf(app).eval(`KV::Store.${name}`), name).rejects.toThrow(NoServiceError);
    expect(app.get(StoreService).rows.size).toBe(1);
  });

  it("validates declared arguments", async () => {
    await using app = await start({ providers: [StoreService] });
    await expect(sandboxOf(app).eval(`KV::Store.put("b", "2")`)).rejects.toThrow(ServiceArgumentError);
  });

  it("is seen as it is now: what replaces a method of the provider is called", async () => {
    await using app = await start({ providers: [StoreService] });
    Object.assign(app.get(StoreService), { get: () => "replaced" });
    expect((await sandboxOf(app).eval(`KV::Store.get("a")`)).value).toBe("replaced");
  });

  it("can be what a factory or a value gives", async () => {
    await using made = await start({ providers: [{ provide: "store", useFactory: () => new StoreService() }] });
    expect((await sandboxOf(made).eval(`KV::Store.get("a")`)).value).toBe(1);
    await using given = await start({ providers: [{ provide: "store", useValue: new StoreService() }] });
    expect((await sandboxOf(given).eval(`KV::Store.get("a")`)).value).toBe(1);
  });

  it("under an alias is no second Service", async () => {
    await using app = await start({ providers: [StoreService, { provide: "alias", useExisting: StoreService }] });
    expect((await sandboxOf(app).eval(`KV::Store.get("a")`)).value).toBe(1);
  });

  it("is found in modules that know nothing of KobakoModule", async () => {
    @Module({ providers: [StoreService] })
    class StoreModule {}
    await using app = await start({ imports: [StoreModule] });
    expect((await sandboxOf(app).eval(`KV::Store.get("a")`)).value).toBe(1);
  });

  it("is bound in the Sandboxes that it names", async () => {
    @GuestService("Mail::Outbox", { sandbox: ["mail", "batch"] })
    class Outbox {
      @GuestMethod() deliver(to: string): string {
        return `sent to ${to}`;
      }
    }
    const feature = KobakoModule.forFeature({ name: "mail" }, { name: "batch", fuel: 10_000 });
    await using app = await start({ imports: [feature], providers: [Outbox, StoreService] });
    for (const name of ["mail", "batch"])
      expect((await sandboxOf(app, name).eval(`Mail::Outbox.deliver("ann")`)).value).toBe("sent to ann");
    await expect(sandboxOf(app).eval(`Mail::Outbox.deliver("ann")`)).rejects.toThrow(/Mail/);
    await expect(sandboxOf(app, "mail").eval(`KV::Store.get("a")`)).rejects.toThrow(/KV/);
  });
});

describe("inheritance", () => {
  class Base {
    @GuestMethod() shared(): string {
      return `shared by ${this.name()}`;
    }
    @GuestMethod() changed(): string {
      return "as the base has it";
    }
    @GuestMethod() kept(): string {
      return "as the base has it";
    }
    name(): string {
      return "base";
    }
  }

  @GuestService("Sub")
  class Sub extends Base {
    override changed(): string {
      return "never meant for scripts";
    }
    @GuestMethod() override kept(): string {
      return "as the subclass has it";
    }
    override name(): string {
      return "sub";
    }
  }

  it("brings marked methods along, and an override only when it is marked too", async () => {
    await using app = await start({ providers: [Sub] });
    const sandbox = sandboxOf(app);
    expect((await sandbox.eval("[Sub.shared, Sub.kept]")).value).toEqual(["shared by sub", "as the subclass has it"]);
    for (const name of ["changed", "name"])
      await expect(sandbox.eval(`Sub.${name}`), name).rejects.toThrow(NoServiceError);
  });

  it("does not make a Service of a subclass", async () => {
    class Unmarked extends StoreService {}
    await using app = await start({ providers: [Unmarked] });
    await expect(sandboxOf(app).eval(`KV::Store.get("a")`)).rejects.toThrow(/KV/);
  });
});

describe("what comes out of a guest method", () => {
  class Connection {
    query(): string {
      return "rows of everybody";
    }
  }

  class Token {
    [respondToGuest](): boolean {
      return false;
    }
    open(): string {
      return "opened";
    }
  }

  class Row {
    readonly #id: number;
    constructor(id: number) {
      this.#id = id;
    }
    @GuestMethod() id(): number {
      return this.#id;
    }
    destroy(): string {
      return "gone";
    }
  }

  @GuestService("Leaky")
  @Injectable()
  class Leaky {
    readonly #moduleRef: ModuleRef;
    seen: unknown;
    constructor(moduleRef: ModuleRef) {
      this.#moduleRef = moduleRef;
    }
    @GuestMethod() connection(): unknown {
      return new Connection();
    }
    @GuestMethod() nested(): unknown {
      return { rows: [new Map([["c", { inner: new Connection() }]])] };
    }
    @GuestMethod() async later(): Promise<unknown> {
      return [new Connection()];
    }
    @GuestMethod() bound(): unknown {
      return this.secret.bind(this);
    }
    @GuestMethod() classItself(): unknown {
      return Connection;
    }
    @GuestMethod() date(): Date {
      return new Date(0);
    }
    @GuestMethod() nest(): unknown {
      return this.#moduleRef;
    }
    @GuestMethod() itself(): this {
      return this;
    }
    @GuestMethod() token(): unknown {
      return new Token();
    }
    @GuestMethod() declared(): unknown {
      return [new Float(1), service({ hello: { call: () => "hello" } })];
    }
    @GuestMethod() row(id: number): Row {
      return new Row(id);
    }
    @GuestMethod() look(value: unknown): boolean {
      this.seen = value;
      return value instanceof Row;
    }
    @GuestMethod() each(block: (value: unknown) => unknown): unknown {
      return block(new Row(7));
    }
    @GuestMethod() leakToBlock(block: (value: unknown) => unknown): unknown {
      return block(new Connection());
    }
    @GuestMethod() data(): unknown {
      return { list: [1, "two", null, new Uint8Array([255])], map: new Map([[1, 2]]), ["__proto__"]: 1 };
    }
    secret(): string {
      return "secret";
    }
    onModuleInit(): void {}
  }

  it.each([
    "connection",
    "nested",
    "later",
    "bound",
    "class_itself",
    "date",
    "nest",
    "leak_to_block { |it| it.query }",
  ])("is refused where it is no data: %s", async (call) => {
    await using app = await start({ providers: [Leaky] });
    await expect(sandboxOf(app).eval(`Leaky.${call}`)).rejects.toThrow(ServiceError);
    const message = await sandboxOf(app).eval(`begin; Leaky.${call}; rescue Kobako::ServiceError => e; e.message; end`);
    expect(message.value).toMatch(/^TypeError: the result contains/);
    expect(message.value).not.toMatch(/Connection|ModuleRef|secret/);
  });

  it("is data, unchanged", async () => {
    await using app = await start({ providers: [Leaky] });
    const { value } = await sandboxOf(app).eval("Leaky.data");
    expect(value).toEqual({ list: [1, "two", null, new Uint8Array([255])], map: new Map([[1, 2]]), ["__proto__"]: 1 });
  });

  it("may be an object with guest methods, which stays itself on its way back", async () => {
    await using app = await start({ providers: [Leaky] });
    const sandbox = sandboxOf(app);
    expect((await sandbox.eval("row = Leaky.row(3); [row.id, Leaky.look(row), Leaky.look([row])]")).value).toEqual([
      3,
      true,
      false,
    ]);
    expect(app.get(Leaky).seen).toEqual([expect.any(Row)]);
    expect((await sandbox.eval("Leaky.each { |row| row.id + 1 }")).value).toBe(8);
    await expect(sandbox.eval("Leaky.row(3).destroy")).rejects.toThrow(NoServiceError);
  });

  it("may be what says in the host's ways what can be called", async () => {
    await using app = await start({ providers: [Leaky] });
    const { value } = await sandboxOf(app).eval("one, greeter = Leaky.declared; [one.class.to_s, greeter.hello]");
    expect(value).toEqual(["Float", "hello"]);
    expect((await sandboxOf(app).eval("Leaky.look(Leaky.token)")).value).toBe(false);
    expect(app.get(Leaky).seen).toBeInstanceOf(Token);
    await expect(sandboxOf(app).eval("Leaky.token.open")).rejects.toThrow(NoServiceError);
  });

  it("may be the provider itself, which then answers to no more than before", async () => {
    await using app = await start({ providers: [Leaky] });
    for (const name of ["secret", "seen", "onModuleInit", "on_module_init", "constructor", "moduleRef"])
      await expect(sandboxOf(app).eval(`Leaky.itself.itself.${name}`), name).rejects.toThrow(NoServiceError);
  });

  it("is narrowed even where somebody hands the provider to a Sandbox directly", async () => {
    await using app = await start({ providers: [Leaky] });
    const { value } = await sandboxOf(app).eval(`[Leaky.itself.row(1).id, (Leaky.secret rescue "refused")]`, {
      bind: { Leaky: app.get(Leaky) },
    });
    expect(value).toEqual([1, "refused"]);
  });
});

describe("start-up refuses", () => {
  it("two Services at one path, and names both", async () => {
    @GuestService("KV::Store")
    class Other {
      @GuestMethod() get(): number {
        return 2;
      }
    }
    await expect(start({ providers: [StoreService, Other] })).rejects.toThrow(
      "KV::Store is declared twice in Sandbox default: by StoreService of AppModule and by Other of AppModule",
    );
  });

  it.each(["kv::Store", "KV.Store", "Kobako::Store", ""])("the path %j, and names the class", async (path) => {
    @GuestService(path)
    class Bad {
      @GuestMethod() get(): number {
        return 1;
      }
    }
    await expect(start({ providers: [Bad] })).rejects.toThrow(/^@GuestService\(\) on Bad, Sandbox default: /);
  });

  it("a path that lies below another Service's", async () => {
    @GuestService("KV::Store::Deep")
    class Deep {
      @GuestMethod() get(): number {
        return 1;
      }
    }
    await expect(start({ providers: [StoreService, Deep] })).rejects.toThrow(/@GuestService\(\) on Deep/);
  });

  it("a Sandbox that there is not", async () => {
    @GuestService("A", { sandbox: "ghost" })
    class Ghost {
      @GuestMethod() get(): number {
        return 1;
      }
    }
    await expect(start({ providers: [Ghost] })).rejects.toThrow('names the Sandbox "ghost"; there are: default');
  });

  it("a Service without a guest method", async () => {
    @GuestService("Mute")
    class Mute {
      get(): number {
        return 1;
      }
    }
    await expect(start({ providers: [Mute] })).rejects.toThrow("no method has @GuestMethod()");
  });

  it("a transient provider", async () => {
    @GuestService("Brief", { scope: Scope.TRANSIENT })
    class Brief {
      @GuestMethod() get(): number {
        return 1;
      }
    }
    await expect(start({ providers: [Brief] })).rejects.toThrow("transient");
  });
});

describe("@GuestMethod() refuses at definition", () => {
  const apply = (target: object, key: string | symbol): void => {
    GuestMethod()(target, key, Object.getOwnPropertyDescriptor(target, key) ?? {});
  };

  it("accessors, fields, statics, the constructor, symbols and reserved names", () => {
    class Odd {
      static create(): void {}
      get size(): number {
        return 1;
      }
      set width(_: number) {}
      _hidden(): void {}
      send(): void {}
      [Symbol.iterator](): void {}
    }
    for (const key of ["size", "width", "field", "_hidden", "send", "constructor", "__proto__", Symbol.iterator])
      expect(() => apply(Odd.prototype, key), String(key)).toThrow(/^@GuestMethod\(\) on Odd\./);
    expect(() => apply(Odd, "create")).toThrow("static");
  });

  it("standard decorators", () => {
    const decorate = GuestMethod() as unknown as (method: unknown, context: object) => void;
    expect(() => decorate(() => 1, { kind: "method", name: "get" })).toThrow("experimentalDecorators");
  });
});
