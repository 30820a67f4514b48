/** The published examples of the Ruby gem's README, re-created for this package, each with its result. */
import { describe, expect, it } from "vitest";
import {
  MemoryLimitError,
  NoServiceError,
  respondToGuest,
  Sandbox,
  SandboxError,
  ServiceError,
  TimeoutError,
  TrapError,
  UndefinedEntrypointError,
} from "../src/index.ts";

describe("Quick Start", () => {
  it("evaluates untrusted Ruby", async () => {
    const sandbox = new Sandbox();
    expect((await sandbox.eval("1 + 2")).value).toBe(3);
  });
});

describe("Guest Binary", () => {
  // Turns red, to be made an ordinary test, as soon as the default binary has JSON.
  it("has JSON without another variant", async () => {
    const { value } = await new Sandbox().eval(`JSON.generate({ n: "42".to_i })`);
    expect(value).toBe('{"n":42}');
  });
});

describe("Services", () => {
  class User {
    readonly #name: string;
    constructor(name: string) {
      this.#name = name;
    }
    get name(): string {
      return this.#name;
    }
  }

  it("are reached at constant paths", async () => {
    const store = new Map([["user_42", "…"]]);
    const sandbox = new Sandbox()
      .bind("Project::User", new User("alice"))
      .bind("KV::Lookup", (key: string) => store.get(key));
    const { value } = await sandbox.eval(`
      [Project::User.name, KV::Lookup.call("user_42")]
    `);
    expect(value).toEqual(["alice", "…"]);
  });

  it("get keyword arguments", async () => {
    const sandbox = new Sandbox().bind(
      "Mail::Send",
      (to: string, options: { subject: string }) => `${to}: ${options.subject}`,
    );
    expect((await sandbox.eval(`Mail::Send.call("ann@example.org", subject: "hi")`)).value).toBe("ann@example.org: hi");
  });

  it("refuse everything that was not meant to be reached", async () => {
    class ThemeReader {
      color(): string {
        return "#3366ff";
      }
    }
    const sandbox = new Sandbox().bind("Cfg::Settings", new ThemeReader());
    expect((await sandbox.eval("Cfg::Settings.color")).value).toBe("#3366ff");
    await expect(sandbox.eval("Cfg::Settings.secret_key")).rejects.toThrow(NoServiceError);
  });

  it("narrow themselves with respondToGuest", async () => {
    class Config {
      color(): string {
        return "#3366ff";
      }
      secretKey(): string {
        return "hunter2";
      }
      [respondToGuest](name: string): boolean {
        return name === "color";
      }
    }
    const sandbox = new Sandbox().bind("Config", new Config());
    expect((await sandbox.eval("Config.color")).value).toBe("#3366ff");
    await expect(sandbox.eval("Config.secret_key")).rejects.toThrow(NoServiceError);
  });
});

describe("Output Capture", () => {
  it("keeps both channels apart from the value", async () => {
    const sandbox = new Sandbox();
    const { value } = await sandbox.eval(`
      puts "hello"
      warn "be careful"
      42
    `);
    expect(value).toBe(42);
    expect(sandbox.stdout).toBe("hello\n");
    expect(sandbox.stderr).toBe("be careful\n");
  });

  it("clips at the cap and says so", async () => {
    const sandbox = new Sandbox({ stdoutLimit: 5 });
    await sandbox.eval(`print "hello world"`);
    expect(sandbox.stdout).toBe("hello");
    expect(sandbox.stdoutTruncated).toBe(true);
    expect(sandbox.stderrTruncated).toBe(false);
  });
});

describe("Error Handling", () => {
  const sandbox = new Sandbox({ timeout: 60 }).bind("Boom", () => {
    throw new Error("service failed");
  });

  it.each([
    ["loop {}", TrapError],
    ["Boom.call", ServiceError],
    [`raise "script"`, SandboxError],
    ["def (", SandboxError],
    ["Object.new", SandboxError],
  ])("%s ends in exactly one of three classes", async (script, expected) => {
    const error: unknown = await sandbox.eval(script).catch((caught: unknown) => caught);
    const classes = [TrapError, ServiceError, SandboxError].filter((one) => error instanceof one);
    expect(classes).toEqual([expected]);
  });

  it("carries what the guest reported", async () => {
    await expect(sandbox.eval("def total\n  nil.price\nend\ntotal")).rejects.toMatchObject({
      origin: "sandbox",
      klass: "NoMethodError",
      backtraceLines: ["(eval):2:in total", "(eval):4"],
    });
  });
});

describe("Resource Limits", () => {
  it("cap time and memory, and usage tells what was spent, after a trap too", async () => {
    const sandbox = new Sandbox({
      timeout: 100,
      memoryLimit: 10 * 1024 * 1024,
      stdoutLimit: 64 * 1024,
      stderrLimit: 64 * 1024,
    });
    await expect(sandbox.eval("loop {}")).rejects.toThrow(TimeoutError);
    expect(sandbox.usage.wallTime).toBeGreaterThan(0.09);
    await expect(sandbox.eval(`"x" * 20_000_000`)).rejects.toThrow(MemoryLimitError);
    expect(sandbox.usage.memoryPeak).toBeLessThanOrEqual(10 * 1024 * 1024);
    await sandbox.eval(`x = "a" * 2_000_000; nil`);
    expect(sandbox.usage.memoryPeak).toBeGreaterThan(1_000_000);
  });
});

describe("Invocation Lifecycle", () => {
  it("sets up once and runs many times, each from the same state", async () => {
    const sandbox = new Sandbox()
      .bind("KV::Lookup", (key: string) => key.length)
      .preload({ code: "COUNTER = [0]", name: "Counter" });
    const once = `COUNTER[0] += KV::Lookup.call("abc"); COUNTER[0]`;
    for (let round = 0; round < 3; round += 1) expect((await sandbox.eval(once)).value).toBe(3);
    expect(() => sandbox.bind("Too::Late", () => 1)).toThrow("sealed");
  });
});

describe("Service Blocks", () => {
  it("yield into the guest", async () => {
    const sandbox = new Sandbox().bind("Seq::Map", (items: unknown[], block: (item: unknown) => unknown) =>
      items.map((item) => block(item)),
    );
    expect((await sandbox.eval("Seq::Map.call([1, 2, 3]) { |x| x * 2 }")).value).toEqual([2, 4, 6]);
  });
});

describe("Handle Management", () => {
  class Greeter {
    readonly #name: string;
    constructor(name: string) {
      this.#name = name;
    }
    greet(): string {
      return `hi, ${this.#name}`;
    }
  }
  const sandbox = new Sandbox()
    .bind("Factory::Make", (name: string) => new Greeter(name))
    .preload({ code: "Call = ->(g) { g.greet }", name: "Call" });

  it("stands for an object inside the guest", async () => {
    expect((await sandbox.eval(`Factory::Make.call("Bob").greet`)).value).toBe("hi, Bob");
  });

  it("gives the original object back", async () => {
    expect((await sandbox.eval(`Factory::Make.call("Bob")`)).value).toBeInstanceOf(Greeter);
  });

  it("carries host objects into run", async () => {
    expect((await sandbox.run("Call", [new Greeter("Eve")])).value).toBe("hi, Eve");
  });
});

describe("Snippets & Entrypoints", () => {
  const sources = [
    { code: "Adder   = ->(a, b)  { a + b }", name: "Adder" },
    { code: `Greeter = ->(name:) { "hello, #{name}" }`, name: "Greeter" },
  ] as const;

  it("dispatch by name, with arguments and keywords", async () => {
    const sandbox = new Sandbox();
    for (const source of sources) sandbox.preload(source);
    expect((await sandbox.run("Adder", [2, 3])).value).toBe(5);
    expect((await sandbox.run("Greeter", [], { kwargs: { name: "world" } })).value).toBe("hello, world");
    await expect(sandbox.run("Adderr")).rejects.toThrow(UndefinedEntrypointError);
  });

  it("may be bytecode, made without any other tool", async () => {
    const compiler = new Sandbox();
    const sandbox = new Sandbox();
    for (const { code, name } of sources) sandbox.preload({ binary: compiler.compile(code, { name: `${name}.rb` }) });
    expect((await sandbox.run("Adder", [2, 3])).value).toBe(5);
  });

  it("are validated before traffic by a seal", async () => {
    const sandbox = new Sandbox().preload({ code: "raise 'not ready'", name: "Broken" });
    await expect(sandbox.seal()).rejects.toThrow("not ready");
  });
});
