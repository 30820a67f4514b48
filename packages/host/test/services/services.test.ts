import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { currentInvocation, Disconnected, Float, Sandbox } from "../../src/index.ts";

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("a method's name as a block", () => {
  class User {
    readonly #name: string;
    constructor(name: string) {
      this.#name = name;
    }
    name(): string {
      return this.#name;
    }
    async later(): Promise<string> {
      await pause(1);
      return this.#name;
    }
  }
  const sandbox = new Sandbox().bind("Users", { all: () => ["ada", "bob"].map((name) => new User(name)) });

  it("asks Handles, which have no __send__", async () => {
    expect(sandbox.evalSync("Users.all.map(&:name)").value).toEqual(["ada", "bob"]);
    expect((await sandbox.eval("Users.all.map(&:later) + Users.all.sort_by(&:name).map(&:name)")).value).toEqual([
      "ada",
      "bob",
      "ada",
      "bob",
    ]);
  });

  it("asks a Handle for nothing but its methods", () => {
    expect(() => sandbox.evalSync("Users.all.map(&:constructor)")).toThrow(/undefined method|no method|constructor/);
    expect(() => sandbox.evalSync("Users.all.map(&:instance_variables)")).toThrow(/instance_variables/);
  });
});

describe("currentInvocation", () => {
  it("is undefined outside of Services", async () => {
    await new Sandbox().eval("1");
    expect(currentInvocation()).toBeUndefined();
  });

  it("knows the Sandbox and the deadline, before and after an await, and in what the Service starts", async () => {
    const seen: (object | undefined)[] = [];
    const sandbox: Sandbox = new Sandbox().bind("F", async () => {
      seen.push(currentInvocation()?.sandbox);
      await pause(1);
      seen.push(currentInvocation()?.sandbox);
      await Promise.all([1, 2].map(async () => pause(1).then(() => seen.push(currentInvocation()?.sandbox))));
    });
    await sandbox.eval("F.call; F.call");
    expect(seen).toHaveLength(8);
    for (const one of seen) expect(one).toBe(sandbox);
    expect(currentInvocation()).toBeUndefined();
  });

  it("tells overlapping invocations apart, across suspensions", async () => {
    const sandbox = new Sandbox().bind("Me", async (name: string) => {
      const before = currentInvocation();
      await pause(2);
      return before === currentInvocation() ? name : "mixed up";
    });
    const names = Array.from({ length: 10 }, (_, index) => `n${index}`);
    const ends = await Promise.all(names.map((name) => sandbox.eval(`Me.call("${name}"); Me.call("${name}")`)));
    expect(ends.map(({ value }) => value)).toEqual(names);
  });

  it("is the inner one inside a nested invocation, and the outer one again after it", () => {
    const depths: unknown[] = [];
    const inner: Sandbox = new Sandbox().bind("Note", () =>
      depths.push(currentInvocation()?.sandbox === inner ? "inner" : "other"),
    );
    const outer: Sandbox = new Sandbox().bind("Nest", () => {
      inner.evalSync("Note.call");
      depths.push(currentInvocation()?.sandbox === outer ? "outer" : "other");
    });
    outer.evalSync("Nest.call");
    expect(depths).toEqual(["inner", "outer"]);
  });

  it("has a signal that stays quiet when the invocation ends well", async () => {
    const kept: AbortSignal[] = [];
    const sandbox = new Sandbox().bind("F", () => void kept.push(currentInvocation()?.signal as AbortSignal));
    await sandbox.eval("F.call; F.call");
    expect(kept.map(({ aborted }) => aborted)).toEqual([false, false]);
    expect(kept[0]).toBe(kept[1]);
  });
});

describe("a Service", () => {
  it("gets its own copy of bytes, whatever it does with them", async () => {
    const sandbox = new Sandbox().bind("Fill", (bytes: Uint8Array) => bytes.fill(7));
    expect((await sandbox.eval(`s = "\\xFF\\x00"; t = Fill.call(s); [s.bytes, t.bytes]`)).value).toEqual([
      [255, 0],
      [7, 7],
    ]);
  });

  it("cannot be changed by a script, nor its prototype", async () => {
    class Account {
      total(): number {
        return 1;
      }
    }
    const account = new Account();
    const before = inspect(Object.getOwnPropertyDescriptors(Account.prototype), { showHidden: true });
    const tries = [
      "A.total = 5",
      "A.total(5)",
      "A[:total] = 5",
      "A.instance_variable_set(:@total, 5)",
      "A.define_singleton_method(:total) { 5 }",
      "A.freeze",
      "A.extend(Comparable)",
      "def A.total; 5; end",
    ];
    const sandbox = new Sandbox().bind("A", account);
    for (const script of tries) await sandbox.eval(`begin; ${script}; rescue Exception; end; 1`).catch(() => undefined);
    expect(inspect(Object.getOwnPropertyDescriptors(Account.prototype), { showHidden: true })).toBe(before);
    expect(Reflect.ownKeys(account)).toEqual([]);
    expect((await sandbox.eval("A.total")).value).toBe(1);
  });

  it("gets keywords whose names are data, only in its declared parameters", async () => {
    const sandbox = new Sandbox().bind("Options", (given: Record<string, unknown>) => [
      Object.getPrototypeOf(given) === Object.prototype,
      Object.keys(given).toSorted(),
      given["polluted"],
    ]);
    const script = "Options.call(**{:__proto__ => {polluted: 1}, :constructor => 2, :signal => 3, :toString => 4})";
    expect((await sandbox.eval(script)).value).toEqual([
      true,
      ["__proto__", "constructor", "signal", "toString"],
      null,
    ]);
  });

  it("forces a Float with Float", async () => {
    const sandbox = new Sandbox().bind("One", () => [1, new Float(1)]);
    expect((await sandbox.eval("One.call.map { |x| x.class.to_s }")).value).toEqual(["Integer", "Float"]);
  });

  it("may be used by hundreds of tenants at once without one seeing another", async () => {
    const tenants = Array.from({ length: 200 }, (_, index) => {
      const sandbox = new Sandbox().bind("Tenant", async () => pause(index % 3).then(() => index));
      const script = `$canary ||= Tenant.call; X = $canary unless Object.const_defined?(:X); puts $canary; [$canary, X, Tenant.call]`;
      return sandbox.eval(script);
    });
    const ends = await Promise.all(tenants);
    for (const [index, { value, stdout }] of ends.entries())
      expect([value, stdout]).toEqual([[index, index, index], `${index}\n`]);
  });

  it("stays in a Sandbox that is usable after every kind of end", async () => {
    const sandbox = new Sandbox({ timeout: 50 }).bind("F", (x: unknown) => x);
    for (const script of [
      "loop {}",
      "'x' * 10_000_000",
      "raise 'x'",
      "F.nope",
      "def f; f; end; f",
      "F.call(Object.new)",
      "(",
    ]) {
      await sandbox.eval(`$left = 1; ${script}`).catch(() => undefined);
      expect((await sandbox.eval("[$left, F.call(2)]")).value).toEqual([null, 2]);
    }
  });
});

describe("what belongs to the host", () => {
  it("is a token to a script: a Sandbox, and the current invocation", async () => {
    const sandbox: Sandbox = new Sandbox().bind("Self", () => sandbox).bind("Current", () => currentInvocation());
    const probe = "begin; x.warm; rescue Kobako::ServiceError; :no; end";
    expect((await sandbox.eval(`[Self.call, Current.call].map { |x| ${probe} }.uniq`)).value).toEqual([
      Symbol.for("no"),
    ]);
    expect(
      (
        await sandbox.eval(
          "[Self.call, Current.call].map { |x| begin; x.signal; rescue Kobako::ServiceError; :no; end }.uniq",
        )
      ).value,
    ).toEqual([Symbol.for("no")]);
  });

  it("cannot be changed while a script runs", async () => {
    const sandbox: Sandbox = new Sandbox().bind("Grow", () => void sandbox.bind("More", () => 1));
    await expect(sandbox.eval("Grow.call")).rejects.toMatchObject({
      _tag: "ServiceArgumentError",
      message: expect.stringContaining("sealed") as string,
    });
  });

  it("does not cross when an engine's own error does", async () => {
    const sandbox = new Sandbox().bind("Deep", () => {
      const recurse = (): number => recurse() + 1;
      return recurse();
    });
    const { value } = await sandbox.eval(
      "begin; Deep.call; rescue Kobako::ServiceError => e; [e.message, e.class.to_s]; end",
    );
    expect(value).toEqual(["RangeError: Maximum call stack size exceeded", "Kobako::ServiceError"]);
  });
});

describe("revoke", () => {
  class Session {
    ping(): string {
      return "pong";
    }
  }

  it("disconnects in the invocations that run, and in no later one", async () => {
    const session = new Session();
    const sandbox = new Sandbox().bind("Session", session).bind("Logout", () => sandbox.revoke(session));
    await expect(sandbox.eval("Session.ping; Logout.call; Session.ping")).rejects.toThrow(Disconnected);
    expect((await sandbox.eval("Session.ping")).value).toBe("pong");
    expect(sandbox.revoke(session)).toBe(false);
  });

  it("works from outside while the script waits", async () => {
    const session = new Session();
    const sandbox = new Sandbox().bind("Get", () => session).bind("Wait", () => pause(10));
    const running = sandbox.eval("s = Get.call; s.ping; Wait.call; s.ping");
    await pause(3);
    expect(sandbox.revoke(session)).toBe(true);
    await expect(running).rejects.toMatchObject({
      _tag: "Disconnected",
      message: "Disconnected: the host withdrew this object",
    });
  });
});

describe("the process", () => {
  it("survives Services that fail late, twice, or where nobody looks, with --unhandled-rejections=strict", () => {
    const index = fileURLToPath(new URL("../../src/index.ts", import.meta.url));
    const program = `
      import { Sandbox } from ${JSON.stringify(index)};
      const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      const sandbox = new Sandbox({ timeout: 20 })
        .bind("Late", async () => { await pause(40); throw new Error("late"); })
        .bind("Sync", () => Promise.reject(new Error("sync")))
        .bind("Drop", async (block) => { void block.async(1); void block.async(2); return 1; })
        .bind("Race", async () => Promise.race([pause(1), pause(30).then(() => { throw new Error("loser"); })]));
      const end = async (run) => { try { await run(); } catch {} };
      await end(() => sandbox.eval("Late.call"));
      await end(() => sandbox.evalSync("Sync.call"));
      await end(() => sandbox.evalSync("begin; Sync.call; rescue; end; Sync.call"));
      await end(() => sandbox.eval("Drop.call { raise 'unseen' }"));
      await end(() => sandbox.eval("Drop.call { break }"));
      await end(() => sandbox.eval("Race.call"));
      await end(() => sandbox.eval("Late.call", { signal: AbortSignal.timeout(5) }));
      await pause(80);
      console.log("alive");
    `;
    const flags = [
      "--unhandled-rejections=strict",
      "--conditions=kobako:source",
      "--input-type=module",
      "--eval",
      program,
    ];
    expect(execFileSync(process.execPath, flags, { encoding: "utf8" })).toBe("alive\n");
  });
});
